"""Finnish, Estonian, Hungarian, Lithuanian, Latvian and Greek."""

from outrider.rules.languages.language import Language

FINNISH = Language(
    code="fi",
    wrote="kirjoitti; on kirjoittanut; kirjoittaa; kirjoitti seuraavasti",
    you_wrote="kirjoitit; kirjoititte; kirjoititte seuraavaa",
    sender="lähettäjä; keneltä",
    sent="lähetetty; päivämäärä; päiväys; lähetysaika; pvm",
    to="vastaanottaja; kopio; kenelle",
    subject="aihe",
    original=(
        "alkuperäinen viesti; edelleenlähetetty viesti; välitetty viesti; edelleen lähetetty viesti; "
        "alkuperäinen sähköposti; välitetty viesti alkaa; alkuperäinen tapaaminen; viesti välitetty"
    ),
    device=(
        "hanki outlook; lataa outlook; lähetetty laitteesta; lähetetty iphonesta; lähetetty ipadista; "
        "lähetetty puhelimesta; lähetetty sähköpostista; lähetetty iphonestani; lähetetty ipadistani; "
        "lähetetty minun; lähetetty outlook; lähetetty androidista; lähetetty samsung; lähetetty sovelluksesta; "
        "lähetetty galaxy; lähetetty yahoo; lähetetty proton"
    ),
    months=(
        "tammikuu tammikuuta tammikuun tammi; helmikuu helmikuuta helmikuun helmi; "
        "maaliskuu maaliskuuta maaliskuun maalis; huhtikuu huhtikuuta huhtikuun huhti; "
        "toukokuu toukokuuta toukokuun touko; kesäkuu kesäkuuta kesäkuun kesä; heinäkuu heinäkuuta heinäkuun heinä; "
        "elokuu elokuuta elokuun elo; syyskuu syyskuuta syyskuun syys; lokakuu lokakuuta lokakuun loka; "
        "marraskuu marraskuuta marraskuun marras; joulukuu joulukuuta joulukuun joulu"
    ),
    weekdays=(
        "maanantai maanantaina maanantaihin ma; tiistai tiistaina tiistaihin ti; "
        "keskiviikko keskiviikkona keskiviikkoon ke; torstai torstaina torstaihin to; "
        "perjantai perjantaina perjantaihin pe; lauantai lauantaina lauantaihin la; "
        "sunnuntai sunnuntaina sunnuntaihin su"
    ),
    until="asti; saakka; mennessä",
    back="palaan; takaisin; jälleen; tavoitettavissa; paluu; takaisin töissä; taas",
    automatic=(
        "automaattinen vastaus; poissa; poissaolo; poissaoloilmoitus; lomalla; automaattivastaus; autom. vastaus; "
        "poissa toimistolta; en ole paikalla; automaattinen viesti; loma; poissa töistä"
    ),
    away=(
        "olen … lomalla; olen … poissa; en ole … toimistolla; en ole … töissä; en ole … tavoitettavissa; "
        "olen … vapaalla; olen … vanhempainvapaalla; olen … äitiyslomalla; olen … sairauslomalla; palaan töihin; "
        "palaan lomalta; olen kesälomalla; olen talvilomalla; olen työmatkalla; lomalla … asti; poissa toimistolta; "
        "en ole paikalla; palaan toimistolle; olen vuosilomalla; palaan takaisin; olen vapaalla; pidän vapaata"
    ),
    absent=(
        "työmatk*; sairauslom*; sairaana; vanhempainvapa*; äitiysloma*; suljettu; kiinni; koulutuks*; messuil*; "
        "vapaalla; vapaapäiv*; lomalla; poissa; en ole toimistolla; rajoitetusti; tavoitettavissa; matkoilla; "
        "virkavapa*; opintovapa*; luen sähköpost*"
    ),
    received=(
        "olemme vastaanottaneet viestisi/yhteydenottosi/pyyntösi/tukipyyntösi/viestinne/yhteydenottonne; "
        "viestisi on … vastaanotettu; viestinne on … vastaanotettu; "
        "kiitos yhteydenotostasi/yhteydenotostanne/viestistäsi/viestistänne; pyyntösi on … vastaanotettu/kirjattu; "
        "tukipyyntö … luotu; tiketti … luotu; yhteydenottosi on vastaanotettu; palvelupyyntö … kirjattu/luotu; "
        "palvelupyyntösi; tukipyyntösi on"
    ),
    ticket=(
        "tikettinumero; tiketti; tukipyynnön; palvelupyyntö; ticket; automaattinen vastaus; automaattinen viesti; "
        "automaattisesti; älä vastaa; viitenumero; pyynnön numero; vastaanottokuittaus; tapausnumero; tukipyyntö"
    ),
    promise=("viimeistään … kuluessa; vuorokauden/arkipäivän/tunnin kuluessa/sisällä; arkipäivän aikana; mahdollisimman pian"),
    departed=(
        "en enää työskentele; ei enää työskentele; en ole enää; ei ole enää; ei työskentele enää; en työskentele enää; "
        "jäänyt eläkkeelle; jäin eläkkeelle; eläkkeellä; lopettanut yrityksessä; jättänyt yrityksen; siirtynyt pois; "
        "ei ole enää käytössä; ei enää käytössä; ei lueta; ei enää palveluksessa; siirtynyt muihin tehtäviin; "
        "siirtynyt toisen työnantajan; lähtenyt yrityksestä; en käytä enää; "
        "tili/osoite/postilaatikko on suljettu/poistettu; irtisanoutunut"
    ),
    moved=(
        "uusi sähköpostiosoite; uusi osoite; uusi osoitteeni; uusi sähköpostini; sähköpostiosoitteeni on muuttunut; "
        "osoitteeni on muuttunut; sähköpostiosoite on muuttunut; uusi sähköpostiosoitteeni"
    ),
    challenge=(
        "vahvista … viesti; vahvista … olevasi ihminen; klikkaa … toimit*; vahvista … ettet ole robotti; "
        "lähettäjän vahvistus; napsauta … vahvista*"
    ),
    stop=(
        "poistakaa/poista/poistattehan minut/meidät/osoitteeni/tietoni/nimeni/yhteystietoni/sähköpostini; älkää/älä "
        "enää/lähettäkö/lähetä/ottako/ota/kirjoittako/kirjoita/laita/laittako; ei enää "
        "viestejä/sähköposteja/postia/mainoksia/yhteydenottoja; en halua … "
        "vastaanottaa/saada/viestejä/sähköposteja/enempää/lisää; en halua/haluaisi enää; lopettakaa/lopeta … "
        "lähettäminen/viestit/viestien/yhteydenotot/viestittely; perukaa/peru tilaus*; pyydän … poistamaan; emme halua … "
        "vastaanottaa/saada/viestejä/sähköposteja/enempää/lisää; poistakaa/poista/pyydän … tietoni/tietojeni … poist*; "
        "poistakaa/poista tietoni; tietojeni poistamista; vaadin … tietojeni poistamista; peruutan/perun suostumukseni; "
        "jättäkää minut rauhaan; lopettakaa … viestit/viestien/roskaposti*/spämm*; en halua … viestejä/posteja/mainoksia"
    ),
    stop_alone="peruuta; poista; lopeta; stop; peruuta tilaus; poista listalta; poistakaa listalta; poistu listalta",
    refusal=(
        "emme/en ole … kiinnostun*; ei kiinnosta; ei kiitos; kiitos ei; ei ole … tarvetta; ei tarvetta; ei ajankohtainen; "
        "ei ajankohtaista; emme/en tarvitse; meillä on jo; ei tällä hetkellä; ei nyt; valitettavasti ei; ei meille; "
        "ei ole … ajankohtai*; emme ole … kiinnost*; ei kiinnostusta; ei sovi meille; ei ole meille; ei ole "
        "ajankohtai*; ei kosketa meitä; teemme jo yhteistyötä; emme tarvitse"
    ),
    wrong=(
        "en ole oikea henkilö; väärä henkilö; en vastaa; ei kuulu minulle; ei ole minun; ottakaa yhteyttä; "
        "ota yhteyttä; kannattaa olla yhteydessä; en ole vastuussa; olen väärä henkilö; väärälle henkilölle"
    ),
    meeting=(
        "soita/soittakaa/soittele minulle/meille/huomenna/minut; soita; soittakaa; "
        "voimmeko/voitaisiinko/voisimmeko … puhua/tavata/keskustella; sovitaan tapaaminen/palaveri/aika/puhelu; "
        "tapaaminen; tavataan; palaveri; milloin … aikaa; sopii minulle/meille/hyvin; sopisi; puhelu; jutellaan; "
        "voitko soittaa; voisitko soittaa; voitteko soittaa; "
        "olisi hyvä jutella/keskustella/puhua/tavata; voisimme/voidaan jutella/keskustella/puhua/tavata"
    ),
    interest=(
        "kuulostaa … hyvältä/kiinnostavalta/mielenkiintoiselta; olen/olemme … kiinnostun*; kyllä kiitos; kyllä; "
        "mielellään; mielelläni; kiinnostaa; kiinnostavaa; mielenkiintoista; ilman muuta; joo kiitos; haluaisin; "
        "haluaisimme; vaikuttaa … hyvältä/kiinnostavalta/mielenkiintoiselta; kiinnostaisi; erittäin kiinnostun*"
    ),
    question=(
        "lisätietoja/lisätietoa; lisää tietoa; paljonko … maksaa; mitä … maksaa; mikä on hinta; "
        "lähetä/lähettäkää … minulle/meille/tarjous/hinnasto/esite/hinnat/lisätietoja/materiaalia; tarjous; "
        "hinnasto; hinta; hinnat; voitko/voitteko lähettää; kuulla lisää; kertoisitko; kerro lisää; voisitko "
        "lähettää; miten … toimii; kuinka … toimii; demon; esittelyn; tarjouksen; esitteen"
    ),
    referral=(
        "välitän; välitin; välitetty; välitämme; laitan … eteenpäin; laitoin … eteenpäin; lähetän … eteenpäin; lähetin "
        "… eteenpäin; ohjasin; lisään … kopioon; lisäsin … kopioon"
    ),
    negation="ei; en; emme; älä; älkää; eivät",
)

ESTONIAN = Language(
    code="et",
    wrote="kirjutas; on kirjutanud; kirjutab",
    sender="saatja; kellelt",
    sent="saadetud; kuupäev; saatmisaeg",
    to="adressaat; kellele; koopia; saaja",
    subject="teema",
    original=(
        "algne sõnum; originaalsõnum; edastatud sõnum; edasisaadetud kiri; algne kiri; edastatud kiri; "
        "originaalkiri; algkiri; edastatud sõnumi algus; algne teade"
    ),
    device=(
        "saadetud minu; saadetud iphone; hangi outlook; laadi alla outlook; saadetud seadmest; saadetud telefonist; "
        "saadetud rakendusest; saadetud minu iphone; saadetud ipad; saadetud outlook; saadetud mobiil*"
    ),
    months=(
        "jaanuar jaanuaril jaanuarini jaan; veebruar veebruaril veebruarini veebr; märts märtsil märtsini; "
        "aprill aprillil aprillini apr; mai mail maini; juuni juunil juunini; juuli juulil juulini; "
        "august augustil augustini aug; september septembril septembrini sept; oktoober oktoobril oktoobrini okt; "
        "november novembril novembrini nov; detsember detsembril detsembrini dets"
    ),
    weekdays=(
        "esmaspäev esmaspäeval esmaspäevani E; teisipäev teisipäeval teisipäevani; "
        "kolmapäev kolmapäeval kolmapäevani; neljapäev neljapäeval neljapäevani; reede reedel reedeni; "
        "laupäev laupäeval laupäevani; pühapäev pühapäeval pühapäevani"
    ),
    until="kuni",
    back="tagasi; naasen; jälle; uuesti; taas; naasmine",
    automatic=(
        "automaatvastus; automaatne vastus; kontorist väljas; puhkusel; eemal; äraolek; puhkus; kontorist ära; "
        "automaatteade; viibin puhkusel; automaatne teade"
    ),
    away=(
        "olen … puhkusel; viibin … puhkusel; olen … kontorist väljas; olen … kontorist eemal; ei ole … kontoris; "
        "olen … eemal; olen … lapsehoolduspuhkusel; olen … haiguslehel; olen … ära; viibin … eemal; "
        "viibin … kontorist; olen … lähetuses; viibin … lähetuses; olen tagasi; naasen tööle; piiratud ligipääs"
    ),
    absent=(
        "lähetus*; haiguslehel; haige; lapsehoolduspuhkus*; suletud; koolitus*; seminaril; messil; konverentsil; "
        "puhkus*; puhkan; ei ole kontoris; ei viibi; piiratud; eemal; ära; reisil; kättesaamatu; vaba"
    ),
    received=(
        "oleme teie/sinu … kätte saanud; "
        "teie/sinu kiri/pöördumine/päring/sõnum on … vastu/kätte/registreeritud/jõudnud; "
        "saime teie/sinu kirja/pöördumise/päringu/sõnumi; täname pöördumise/kirja/päringu/teid; aitäh pöördumast; "
        "aitäh pöördumise/kirja; teie pöördumine on; teie päring on; pilet on loodud; olete pöördunud; "
        "täname et võtsite ühendust; kinnitame … kättesaamist"
    ),
    ticket=(
        "pöördumise number; pilet; piletinumber; ticket; automaatvastus; automaatne; automaatselt; ärge vastake; "
        "mitte vastata; viitenumber; päringu number; registreerimisnumber; numbriga; palun ärge vastake"
    ),
    promise="esimesel võimalusel; tööpäeva jooksul; tunni jooksul; niipea kui võimalik",
    departed=(
        "ei tööta enam; enam ei tööta; ei ole enam; pole enam; lahkunud ettevõttest; lahkus ettevõttest; lahkunud töölt; "
        "pensionil; pensionile; ei ole enam kasutusel; enam ei kasutata; enam ei kasuta; ei kasuta enam; töölt lahkunud; "
        "ei loeta enam; enam ei loeta; lõpetanud töö; ettevõttest lahkunud"
    ),
    moved=(
        "uus e-posti aadress; minu uus aadress; uus aadress; uus e-mail; uus meiliaadress; aadress on muutunud; "
        "meiliaadress on muutunud; minu uus e-post"
    ),
    challenge=(
        "kinnitage … sõnum; kinnitage … et olete inimene; klõpsake … kinnita*; vajutage … kinnita*; "
        "et te ei ole robot; saatja kinnitamine"
    ),
    stop=(
        "eemaldage/kustutage/eemalda/kustuta/võtke mind/meid/minu/meie; palun mitte/ärge … "
        "saatke/saata/kirjutage/kirjutada/tülitage/tülitada/võtke; ärge … saatke/kirjutage/tülitage/võtke; ära … "
        "saada/kirjuta/tülita; ei soovi/taha … saada/rohkem/enam/teie/kirju; rohkem mitte saata/kirjutada; lõpetage … "
        "saatmine/kirjade/kirjutamine/spämmimine; võtke mind … maha; loobun … uudiskirjast; kustutage minu; minu "
        "andmed/andmete … kustuta*; jätke mind rahule; lõpetage … kirjade/kirjad/spämm*"
    ),
    stop_alone="loobu; loobun; lõpeta; stopp; stop; eemalda; tühista tellimus; eemaldage mind; kustuta",
    refusal=(
        "ei ole … huvitatud; pole … huvitatud; ei huvita; ei tänan; aitäh ei; ei aitäh; puudub huvi/vajadus; ei vaja; "
        "pole vaja; ei ole vaja; praegu ei; hetkel ei; hetkel mitte; meil on juba; kahjuks ei; kahjuks mitte; "
        "ei ole meile; huvi puudub; vajadus puudub; ei paku huvi; vajadust ei ole"
    ),
    wrong=(
        "ei ole õige inimene; pole õige inimene; vale inimene; vale isik; ei ole minu; ei tegele sellega; ei tegele; "
        "võtke ühendust; pöörduge; ei ole õige isik; ei vastuta"
    ),
    meeting=(
        "helistage/helista mulle/meile/homme; helistage; helista; saaksime/saame … rääkida/kohtuda/kokku; "
        "lepime kokku; kohtumine; kohtume; koosolek; millal … aega; sobib mulle/meile/hästi; sobib; kõne; räägime; "
        "kas saaksite helistada; kohtumise"
    ),
    interest=(
        "kõlab … hästi/huvitavalt/põnevalt; olen/oleme … huvitatud; jah palun; jaa palun; jah hea meelega; "
        "hea meelega; huvitav; huvitab; kindlasti; meeleldi; sooviksin; sooviksime; huvitaks; tundub … huvitav/hea; "
        "pakub huvi; jah aitäh"
    ),
    question=(
        "rohkem/täpsemat/lisa infot/informatsiooni/teavet; lisainfot; kui palju … maksab; mis … maksab; mis on hind; "
        "saatke/saada … mulle/meile/hinnapakkumine/hinnakiri/info/pakkumine; hinnapakkumine; hinnapakkumist; "
        "hinnakiri; hind; kas saaksite saata; rohkem teada; kuidas see töötab; kuidas töötab"
    ),
    referral="edastan; edastasin; edastatud; edastame; suunan; suunasin; saadan … edasi; saatsin … edasi; lisan … koopiasse",
    negation="ei; ära; ärge; pole; mitte",
)

HUNGARIAN = Language(
    code="hu",
    wrote="ezt írta; írta; a következőt írta; írta időpontban; írja; ezt írta időpont",
    you_wrote="ön írta; írtad; írta ön; ön ezt írta; ezt írtad",
    sender="feladó; küldő",
    sent="elküldve; dátum; küldve; küldés ideje; időpont",
    to="címzett; címzettek; másolat; másolatot kap",
    subject="tárgy",
    original=(
        "eredeti üzenet; továbbított üzenet; továbbküldött üzenet; eredeti levél; továbbított levél; "
        "továbbított üzenet kezdete; eredeti e-mail; az eredeti üzenet; továbbított üzenet eleje"
    ),
    device=(
        "az én iphone; telefonról küldve; iphone-ról küldve; iphone-omról küldve; outlook letöltése; "
        "az outlook beszerzése; iphone-omról; iphone készülékemről küldve; samsung készülékemről; mobilról küldve; "
        "iphone-ról; készülékemről küldve; szerezze be az outlook; elküldve … iphone; elküldve az; küldve az"
    ),
    months=(
        "január januári jan; február februári febr feb; március márciusi márc; április áprilisi ápr; "
        "május májusi máj; június júniusi jún; július júliusi júl; augusztus augusztusi aug; "
        "szeptember szeptemberi szept; október októberi okt; november novemberi nov; december decemberi dec"
    ),
    weekdays=(
        "hétfő hétfőn hétfőtől hétfőig; kedd kedden keddtől keddig; szerda szerdán szerdától szerdáig sze; "
        "csütörtök csütörtökön csütörtöktől csütörtökig; péntek pénteken péntektől péntekig; szombat szombaton; "
        "vasárnap"
    ),
    until="ig; bezárólag; bezáróan",
    back="visszatérek; vissza; ismét; újra; visszajövök; elérhető vagyok; térek vissza; leszek elérhető",
    automatic=(
        "automatikus válasz; házon kívül; távollét; szabadság; szabadságon; irodán kívül; automatikus üzenet; távol; "
        "nem vagyok az irodában; automatikus távolléti üzenet; távolléti üzenet; távolléti értesítés"
    ),
    away=(
        "szabadságon vagyok; szabadságon leszek; házon kívül vagyok; házon kívül leszek; nem vagyok … irodában; "
        "nem leszek … irodában; távol vagyok; távol leszek; nem vagyok elérhető; nem leszek elérhető; "
        "szabadságomat töltöm; gyes* vagyok; táppénzen vagyok; szülési szabadságon; korlátozottan … elérhető; "
        "irodán kívül vagyok; szabadságon tartózkodom; nem tartózkodom az irodában; nyaralok; üzleti úton vagyok; "
        "irodán kívül; távollétem idej*; szabadságom idej*; ig … szabadságon; betegszabadságon vagyok; beteg vagyok; "
        "táppénzen; szabadnapon; szabadnapomat"
    ),
    absent=(
        "üzleti úton; betegszabadság*; beteg; táppénz*; szülési; gyes*; gyed*; zárva; képzés*; tréning*; konferenci*; "
        "kiállítás*; szabadság*; távol; korlátozott*; nem vagyok; nem leszek; irodán kívül; házon kívül; szünet*; "
        "elérhetetlen"
    ),
    received=(
        "megkaptuk … levelét/üzenetét/megkeresését/kérését/bejelentését/e-mailjét; "
        "üzenetét/levelét/megkeresését/bejelentését … megkaptuk/rögzítettük/fogadtuk/iktattuk; "
        "köszönjük megkeresését/levelét/üzenetét/bejelentését; köszönjük hogy kapcsolatba; "
        "köszönjük a megkeresését/levelét/üzenetét; bejelentése/kérése/üzenete … rögzítettük/megérkezett/beérkezett; "
        "megkeresése … megérkezett/beérkezett; hibajegy/jegy … létrehozva/létrejött; hibajegyet; levele megérkezett; "
        "megérkezett hozzánk"
    ),
    ticket=(
        "ügyszám; hibajegy; jegy; bejelentés száma; azonosító; ticket; automatikus válasz; automatikus üzenet; "
        "automatikusan; ne válaszoljon; kérjük ne válaszoljon; iktatószám; hivatkozási szám; visszaigazolás; "
        "azonosítója"
    ),
    promise="a lehető leghamarabb; órán belül; munkanapon belül; napon belül; hamarosan … válaszol*",
    departed=(
        "már nem dolgozik; már nem dolgozom; nem dolgozik már; nem dolgozom már; már nem a cég; elhagyta a céget; "
        "elhagytam a céget; távozott a cégtől; nyugdíjba; nyugdíjas; már nem munkatársunk; nem munkatársunk; "
        "megszűnt a munkaviszony*; megszűnt a munkaviszonyom; már nem használom; már nem használatos; "
        "a postafiók már nem; a cím már nem; a továbbiakban nem dolgozik; már nem él; már nem aktív; "
        "már nem elérhető ezen; nem dolgozik többé; postafiók megszűnt; cím megszűnt; már nem használ*; "
        "fiók/postafiók/cím … megszűnt/megszüntettük/lezárva; munkaviszonyom megszűnt; felmondtam; már nem … "
        "munkatársa/munkatársunk/alkalmazottja/alkalmazottunk/kollégánk; munkaviszonya/munkaviszonyom … megszűnt; "
        "kilépett/távozott/elhagyta; nyugdíjba vonult"
    ),
    moved=(
        "új e-mail cím*; új email cím*; az új címem; új e-mail-cím*; megváltozott az e-mail; megváltozott az email; "
        "új címem; e-mail címem megváltozott; email címem megváltozott; az új e-mail"
    ),
    challenge=(
        "erősítse meg … üzenet*; erősítse meg hogy ön; kattintson … kézbesít*; hogy nem robot; feladó ellenőrzése; "
        "kattintson … megerősít*; igazolja hogy"
    ),
    stop=(
        "töröl* engem/minket/címemet/nevemet/adataimat/címünket/adatainkat/az; leiratkoz*; ne "
        "írjon/írjanak/írj/küldjön/küldjenek/küldj … többet/többé/nekem/nekünk/több; ne "
        "keressen/keressenek/keress/zaklassanak/zaklasson … többet/többé/engem; ne írjon többet; kérem … töröl*; kérem "
        "ne; nem kérek/kérünk … több/többet/hírlevelet; nem kívánok/szeretnék/szeretnénk/kívánunk/akarok … "
        "kapni/leveleket/levelet; hagyjon/hagyjanak/hagyj békén; ne küldjenek több*; ne küldjön több*; többet ne keress*; "
        "többet ne ír*; vegyen/vegyenek/vegyél ki/le … listáról/listájáról/listájukról/adatbázisból; "
        "fejezzék/fejezze/fejezd be … küldését/küldését/zaklatást/leveleket; töröljenek/töröljön/töröljék; "
        "vegyenek/vegyen le; kérem/követelem … adataim/adataimat … törl*; adataim törlés*; töröljék … adataimat; "
        "tiltakozom … adataim/feldolgozás*/megkeresés*; visszavonom … hozzájárulás*; hagyjanak/hagyjatok békén; elég volt "
        "… leveleikből/levelekből/e-mailekből/spamből; elegem van … leveleikből/levelekből/e-mailekből/spamből"
    ),
    stop_alone="leiratkozás; leiratkozom; törlés; stop; leiratkozni; kérem törölni; töröljenek; leiratkozás kérem; töröljön",
    refusal=(
        "nem érdekel; nem érdekes; nem vagyok/vagyunk érdekelt*; nem köszönöm/köszönjük; köszönöm/köszönjük nem; "
        "nincs … szükség*/igény*/rá; nem aktuális; jelenleg nem; most nem; egyelőre nem; már van; sajnos nem; "
        "nem nekünk; nem kérünk; nem tartunk igényt; nem tartok igényt; nem kívánunk élni; nincs szükségünk; "
        "nem igény*; már dolgozunk; már van … beszállítónk/partnerünk/megoldásunk; nincs … szükségünk/igényünk"
    ),
    wrong=(
        "nem én vagyok; nem én foglalkozom; nem hozzám tartozik; rossz személy*; nem megfelelő személy; "
        "nem én vagyok a megfelelő; forduljon; keresse … kollégámat/kollégát/munkatársamat; keresse; "
        "nem az én területem; nem az én; már nem dolgozik; nem illetékes; nem vagyok illetékes"
    ),
    meeting=(
        "hívjon; hívj; hívjanak; fel tudna hívni; felhívna; tudunk/tudnánk … beszélni/találkozni/egyeztetni; "
        "egyeztess*; beszéljünk; megbeszélés; megbeszélést; találkozó; találkozót; időpont; időpontot; "
        "mikor … ideje/alkalmas/jó; megfelel nekem; nekem jó; jó lenne egyeztetni; telefonon; találkozzunk; "
        "egyeztetés; egyeztessünk"
    ),
    interest=(
        "érdekel; érdekelne; érdekes*; jól hangzik; jónak hangzik; igen kérem; igen köszönöm; igen szívesen; "
        "szívesen; örömmel; természetesen; persze; nagyon érdekel; szeretnék; szeretnénk; igen érdekel; felkeltette; "
        "igen kérek"
    ),
    question=(
        "több/további/bővebb információ*/infó*/részlet*; mennyibe kerül; mi az ára; mik az árak; "
        "küldje/küldjön/küldjenek/küldj/küldd/kérek … árajánlat*/el/át/információt/ajánlatot/árlistát/nekem/tájékoztat*; "
        "küldjön; küldjenek; árajánlat*; árlista; árlistát; ajánlatot; el tudná küldeni; el tudnád küldeni; "
        "többet megtudni; tájékoztat*; kérek … ajánlat*; katalógus*; hogyan működik; hogy működik; bemutatót; "
        "árajánlatot"
    ),
    referral="továbbítom; továbbítottam; továbbítottuk; továbbítjuk; továbbküldöm; továbbküldtem; másolatba",
    negation="nem; ne; nincs; soha; se; sem",
)

LITHUANIAN = Language(
    code="lt",
    wrote="rašė; parašė; rašo",
    sender="nuo; siuntėjas",
    sent="išsiųsta; data; išsiuntimo data",
    to="kam; kopija; gavėjas; skirta",
    subject="tema",
    original=(
        "pradinis laiškas; originalus laiškas; persiųstas laiškas; peradresuotas laiškas; originali žinutė; "
        "pirminis laiškas; persiunčiamas laiškas; pradinis pranešimas; persiųsta žinutė; persiųstas pranešimas"
    ),
    device=(
        "išsiųsta iš; siųsta iš; išsiųsta naudojant; gaukite outlook; gauti outlook; atsisiųsti outlook; "
        "siunčiama iš; išsiųsta per"
    ),
    months=(
        "sausis sausio saus; vasaris vasario vas; kovas kovo kov; balandis balandžio bal; gegužė gegužės geg; "
        "birželis birželio birž; liepa liepos liep; rugpjūtis rugpjūčio rugp; rugsėjis rugsėjo rugs; "
        "spalis spalio spal; lapkritis lapkričio lapkr; gruodis gruodžio gruod"
    ),
    weekdays=(
        "pirmadienis pirmadienį pirmadienio pr; antradienis antradienį antradienio an; "
        "trečiadienis trečiadienį trečiadienio tr; ketvirtadienis ketvirtadienį ketvirtadienio kt; "
        "penktadienis penktadienį penktadienio pn; šeštadienis šeštadienį šeštadienio št; "
        "sekmadienis sekmadienį sekmadienio sk"
    ),
    until="iki; imtinai iki",
    back="grįšiu; grįžtu; grįžimas; grįžęs; grįžusi; vėl; atgal; būsiu",
    automatic=(
        "automatinis atsakymas; automatinis pranešimas; nesu darbe; atostogose; atostogauju; nėra biure; atostogos; "
        "ne darbo vietoje; automatinis laiškas; ne biure; automatinis atsakiklis; nedirbu"
    ),
    away=(
        "šiuo metu atostogauju; esu … atostogose; esu … ne biure; nesu … biure; nesu … darbe; būsiu … atostogose; "
        "atostogauju iki/nuo; atostogauju; esu išvykęs/išvykusi; esu komandiruotėje; motinystės atostogose; "
        "vaiko priežiūros atostogose; neturiu galimybės … atsakyti; ribotas prieigą; nebūsiu … biure; nebūsiu darbe; "
        "grįšiu į darbą; nedarbingum*; nedirbsiu; nedirbu iki; esu ne darbo vietoje"
    ),
    absent=(
        "komandiruot*; sergu; nedarbing*; ligoninėje; motinystės; tėvystės; nedirba; nedirbame; uždaryt*; mokymuose; "
        "seminare; parodoje; konferencijoje; atostog*; nesu; nebūsiu; ribotą; ribota; išvykęs; išvykusi; negaliu"
    ),
    received=(
        "gavome jūsų laišką/užklausą/žinutę/prašymą/kreipimąsi; "
        "jūsų laiškas/užklausa/žinutė/prašymas/kreipimasis … gauta/gautas/užregistruota/užregistruotas; "
        "jūsų užklausa; ačiū už jūsų laišką/užklausą/žinutę; ačiū kad kreipėtės; ačiū kad susisiekėte; "
        "dėkojame kad kreipėtės/susisiekėte; dėkojame už jūsų laišką/užklausą/žinutę/kreipimąsi; sukurta užklausa; "
        "sukurtas bilietas; užregistruota; patvirtiname kad gavome"
    ),
    ticket=(
        "užklausos numeris; užklausos nr; bilietas; bilieto numeris; ticket; automatinis atsakymas; "
        "automatinis pranešimas; automatiškai; neatsakykite; prašome neatsakyti; registracijos numeris; "
        "nuorodos numeris; numeris; nr"
    ),
    promise="artimiausiu metu; kaip galima greičiau; per … valandas/darbo/dienas",
    departed=(
        "nebedirb*; daugiau nedirb*; jau nedirb*; nebėra įmonėje; nebe dirba; paliko įmonę; palikau įmonę; "
        "išėjo iš įmonės; išėjau iš įmonės; išėjo į pensiją; išėjau į pensiją; pensijoje; nebenaudojamas; "
        "nebenaudoju; nebenaudojama; nebeaktyv*; nebeskaitom*; nebetikrin*; nebegalioja; nebeveikia; nebėra aktyv*"
    ),
    moved=(
        "naujas el. paštas; naujas el pašto adresas; mano naujas adresas; naujas adresas; naujasis el. paštas; "
        "pasikeitė el; naujas elektroninio pašto; pasikeitė mano; naują el pašto adresą"
    ),
    challenge=(
        "patvirtinkite … laišką; patvirtinkite … kad esate žmogus; paspauskite … pristatyt*; kad nesate robotas; "
        "siuntėjo patvirtinimas; spustelėkite … patvirtin*; patvirtinkite … žinutę"
    ),
    stop=(
        "pašalinkite/ištrinkite/išbraukite/pašalink/ištrink/išregistruokite mane/mus/mano/mūsų; neberašykite; daugiau "
        "nerašykite/nesiųskite/nebesiųskite/nesikreipkite/nebekontaktuokite/neberašykite; nebesiųskite; nerašykite … "
        "man/mums/daugiau; nesiųskite … man/mums/daugiau; prašau/prašome … "
        "nesiųsti/nerašyti/nebesiųsti/neberašyti/pašalinti/ištrinti; nenoriu/nenorime/nepageidauju/nepageidaujame … "
        "gauti/laiškų; nustokite … rašyti/siųsti/siuntinėti; liaukitės; atsisakau … naujienlaiškio; nebetrukdykite; "
        "daugiau man; nebenoriu gauti; nebesikreipkite; atsisakau prenumeratos/naujienlaiškio; atsisakau jūsų; daugiau … "
        "neberašykite/nesiųskite/nesusisiekite; ištrinti/ištrinkite … mano … duomenis; atšaukiu … sutikimą; palikite mane "
        "ramybėje; gana/užteks … laiškų"
    ),
    stop_alone="atsisakyti; atsisakau; stop; nebesiųskite; išregistruoti; pašalinti; atšaukti; ištrinti",
    refusal=(
        "nedomina; neįdomu; nesidomi*; nesu suinteresuot*; nesame suinteresuot*; ne ačiū; ačiū ne; ačiū nereikia; "
        "nereikia; nereikalinga; neturime/neturiu … poreikio/biudžeto; poreikio neturime; šiuo metu ne; kol kas ne; "
        "jau turime; deja ne; ne mums; neaktualu; nėra poreikio; nesame susidomėję; nesusidomin*; šiuo metu nereikia"
    ),
    wrong=(
        "ne tas asmuo; ne tam žmogui; ne tas žmogus; nesu atsakingas/atsakinga; ne mano sritis; kreipkitės į; "
        "susisiekite su; nedirbu su; ne aš; netinkamas asmuo; ne mano kompetencij*"
    ),
    meeting=(
        "paskambinkite; paskambink; skambinkite; galime … pasikalbėti/susitikti/susiskambinti/kalbėti; susitikimas; "
        "susitikimą; susitikime; susitikti; skambutis; susiskambinkime; susiskambinam; kada … laiko/patogu; "
        "man tinka; tinka; patogu; pakalbėkime; susiderinkime; pasikalbėkime"
    ),
    interest=(
        "skamba … gerai/įdomiai/puikiai; domina mane/mus; mane/mus domina; įdomu; taip prašau; taip ačiū; "
        "taip mielai; mielai; su malonumu; susidom*; domėtų; žinoma; norėčiau; norėtume; būtų įdomu; taip domina; "
        "labai įdomu; esu suinteresuot*; esame suinteresuot*"
    ),
    question=(
        "daugiau informacijos/detalių; papildomos informacijos; kiek kainuoja; kokia kaina; kokios kainos; "
        "atsiųskite; atsiųsk; siųskite … pasiūlymą/kainas/informaciją; kainoraštis; kainoraštį; pasiūlymą; "
        "ar galite … atsiųsti; galėtumėte atsiųsti; sužinoti daugiau; kainas; katalogą; kiek … kainuoja/kainuotų; "
        "kaip tai veikia; kaip veikia"
    ),
    referral="persiunčiu; persiunčiau; persiųsiu; perduodu; perdaviau; perduosiu; įtraukiu … kopij*",
    negation="ne; nėra; niekada; be; nei",
)

LATVIAN = Language(
    code="lv",
    wrote="rakstīja; uzrakstīja; raksta; rakstīja šādi; ir rakstījis; ir rakstījusi",
    sender="no; sūtītājs",
    sent="nosūtīts; datums; sūtīts; nosūtīta",
    to="kam; kopija; adresāts; saņēmējs",
    subject="temats; tēma; priekšmets",
    original=(
        "sākotnējais ziņojums; oriģinālais ziņojums; pārsūtīts ziņojums; pārsūtītā ziņa; oriģinālā ziņa; "
        "sākotnējā ziņa; pārsūtīta ziņa; pārsūtīta vēstule; oriģinālā vēstule; pārsūtītais ziņojums; "
        "sākotnējā vēstule"
    ),
    device=(
        "nosūtīts no; sūtīts no; iegūt outlook; iegūstiet outlook; lejupielādēt outlook; nosūtīts ar; sūtīts ar; "
        "nosūtīts izmantojot"
    ),
    months=(
        "janvāris janvārī janvārim janvāra janv; februāris februārī februārim februāra febr; "
        "marts martā martam marta; aprīlis aprīlī aprīlim aprīļa apr; maijs maijā maijam maija; "
        "jūnijs jūnijā jūnijam jūnija jūn; jūlijs jūlijā jūlijam jūlija jūl; augusts augustā augustam augusta aug; "
        "septembris septembrī septembrim septembra sept; oktobris oktobrī oktobrim oktobra okt; "
        "novembris novembrī novembrim novembra nov; decembris decembrī decembrim decembra dec"
    ),
    weekdays=(
        "pirmdiena pirmdien pirmdienu pirmdienai; otrdiena otrdien otrdienu otrdienai; "
        "trešdiena trešdien trešdienu trešdienai; ceturtdiena ceturtdien ceturtdienu ceturtdienai; "
        "piektdiena piektdien piektdienu piektdienai; sestdiena sestdien sestdienu; svētdiena svētdien svētdienu"
    ),
    until="līdz",
    back="atgriezīšos; atgriežos; atpakaļ; atkal; atgriešanās; būšu pieejams; būšu pieejama; atsākšu; būšu birojā",
    automatic=(
        "automātiskā atbilde; automātiska atbilde; prombūtne; ārpus biroja atrašanās automātiska/automātiskā atbilde; "
        "ārpus biroja; atvaļinājumā; atvaļinājums; "
        "esmu prombūtnē; automātisks ziņojums; automātiskais ziņojums; neesmu birojā; neesmu darbā"
    ),
    away=(
        "esmu … atvaļinājumā; atrodos … atvaļinājumā; būšu … atvaļinājumā; esmu … prombūtnē; atrodos … prombūtnē; "
        "neesmu … birojā; nebūšu … birojā; esmu … ārpus biroja; esmu … komandējumā; atrodos … komandējumā; "
        "bērna kopšanas atvaļinājumā; darbnespējas; slimības lapa; ierobežota piekļuve; neesmu darbā; "
        "būšu prombūtnē; darbā būšu; darbā atgriezīšos; atgriezīšos birojā; atgriezīšos darbā"
    ),
    absent=(
        "komandējum*; slimības; slimoju; dekrēt*; bērna kopšanas; slēgt*; apmācīb*; seminār*; izstād*; konferenc*; "
        "atvaļinājum*; neesmu; nebūšu; ierobežot*; prombūtnē; brīvdien*"
    ),
    received=(
        "esam saņēmuši jūsu/tavu; saņēmām jūsu/tavu; "
        "jūsu vēstule/ziņa/ziņojums/pieprasījums/pieteikums … saņemts/saņemta/reģistrēts/reģistrēta; "
        "jūsu pieprasījums/pieteikums ir; paldies par jūsu vēstuli/ziņu/pieprasījumu/pieteikumu; "
        "paldies ka sazinājāties/vērsāties; paldies par vēstuli; pieteikums ir reģistrēts; izveidots pieteikums; "
        "jūsu ziņojums ir saņemts; apstiprinām … saņemšanu; pateicamies par jūsu; jūsu e-pasts ir saņemts"
    ),
    ticket=(
        "pieteikuma numurs; pieprasījuma numurs; pieteikums; biļete; ticket; automātiskā atbilde; "
        "automātiska atbilde; automātiski; neatbildiet; lūdzam neatbildēt; lūdzu neatbildiet; reģistrācijas numurs; "
        "atsauces numurs; nr; numurs"
    ),
    promise="tuvākajā laikā; pēc iespējas ātrāk; stundu laikā; darba dienu laikā",
    departed=(
        "vairs nestrād*; nestrād* vairs; vairs nav; neesmu vairs; vairs neesmu; aizgājis no uzņēmuma; "
        "aizgājusi no uzņēmuma; pametis uzņēmumu; pametusi uzņēmumu; pensijā; vairs netiek lietot*; "
        "vairs netiek izmantot*; vairs neizmantoju; vairs nelietoju; vairs netiek lasīt*; pārtraucis darba; "
        "pārtraukusi darba; vairs neizmanto; vairs nav aktīv*; izbeidzis darba; beidzis darbu"
    ),
    moved=(
        "jauna e-pasta adrese; jauns e-pasts; mana jaunā adrese; jaunā e-pasta; mainīta e-pasta; "
        "mainījusies e-pasta; jaunā adrese; mans jaunais e-pasts; ir mainījusies mana"
    ),
    challenge=(
        "apstipriniet … ziņojumu; apstipriniet … ka esat cilvēks; noklikšķiniet … piegād*; ka neesat robots; "
        "sūtītāja pārbaude; spiediet … apstiprin*; apstipriniet … vēstuli; noklikšķiniet … apstiprin*"
    ),
    stop=(
        "izdzēsiet/dzēsiet/izņemiet/noņemiet/izdzēs/izņem/svītrojiet mani/mūs/manu/mūsu; vairs "
        "nerakstiet/nesūtiet/netraucējiet/nesazinieties/neraksti/nesūti; nerakstiet … man/mums/vairs; nesūtiet … "
        "man/mums/vairs; lūdzu … nesūtīt/nerakstīt/izdzēst/dzēst/nesūtiet/nerakstiet/izņemt/nesazināties; "
        "nevēlos/nevēlamies/negribu … saņemt/saņemt/vairs/jūsu; beidziet … sūtīt/rakstīt; pārtrauciet … "
        "sūtīt/rakstīt/sūtīšanu; atsakos no … jaunumiem; lieciet mani mierā; netraucējiet; nevēlos … turpmāk; vairs … "
        "nerakstiet/nerakstīt/nesūtiet/nesūtīt; dzēst/dzēsiet … manus … datus; atsaucu … piekrišanu; lieciet mani mierā; "
        "pietiek … vēstuļu"
    ),
    stop_alone="atteikties; atrakstīties; stop; beidziet; izdzēst; atsakos; atcelt abonementu; dzēst",
    refusal=(
        "neinteresē; nav … interes*; neesmu/neesam … ieinteresēt*; nē paldies; paldies nē; paldies nevajag; nevajag; "
        "nav nepieciešam*; nav vajadzīb*; šobrīd nē; pagaidām nē; mums jau ir; diemžēl nē; nav mums; nav aktuāl*; "
        "mūs neinteresē; mani neinteresē; nav vajadzīgs; nav nepieciešamības; šobrīd nav"
    ),
    wrong=(
        "neesmu īstā persona; neesmu īstais; nepareizā persona; nepareizais cilvēks; nav mana joma; "
        "neesmu atbildīg*; vērsieties pie; sazinieties ar; tas neesmu es; vairs nestrād*; nav manā kompetencē; "
        "neesmu pareizā persona"
    ),
    meeting=(
        "piezvaniet; piezvani; zvaniet; varam/varētu … parunāt/satikties/sazvanīties/tikties; sarunāsim; tikšanās; "
        "tikšanos; sapulce; sanāksme; zvans; sazvanīsimies; kad … laiks/ērti; man der; ērti; parunāsim; "
        "norunāsim; vai varat piezvanīt; sazvanāmies"
    ),
    interest=(
        "izklausās … labi/interesanti/lieliski; interesē mani/mūs; mani/mūs interesē; interesanti; jā lūdzu; "
        "jā paldies; labprāt; ar prieku; noteikti; esmu/esam … ieinteresēt*; vēlētos; vēlētos uzzināt; jā interesē; "
        "būtu interesanti; protams; gribētu; gribētos; ļoti interesanti; jā labprāt"
    ),
    question=(
        "vairāk/papildu informācijas/informāciju/detaļas; sīkāku informāciju; cik … maksā; kāda ir cena; "
        "kādas ir cenas; atsūtiet; atsūti; nosūtiet … piedāvājumu/cenas/informāciju/man/mums; cenrādis; cenrādi; "
        "piedāvājumu; vai varat … atsūtīt/nosūtīt; uzzināt vairāk; cenas; katalogu; kā tas darbojas; kā darbojas"
    ),
    referral="pārsūtu; pārsūtīju; pārsūtīšu; nododu; nodevu; nodošu; pievienoju … kopijā",
    negation="ne; nav; nekad; bez; nē",
)

GREEK = Language(
    code="el",
    wrote="έγραψε; γράφει; έγραψε τα εξής; έγραψαν",
    you_wrote="γράψατε; έγραψες; γράψατε τα εξής",
    sender="από; αποστολέας",
    sent="στάλθηκε; ημερομηνία; εστάλη; απεστάλη; αποστολή",
    to="προς; κοιν; κοινοποίηση; παραλήπτης",
    subject="θέμα",
    original=(
        "αρχικό μήνυμα; προωθημένο μήνυμα; πρωτότυπο μήνυμα; προωθούμενο μήνυμα; αρχή προωθημένου μηνύματος; "
        "αρχικό email; αυθεντικό μήνυμα; μήνυμα που προωθήθηκε"
    ),
    device=(
        "στάλθηκε από; εστάλη από; απεστάλη από; αποκτήστε το outlook; λήψη του outlook; αποστολή από; "
        "στάλθηκε μέσω; λάβετε το outlook; στάλθηκε με"
    ),
    months=(
        "ιανουάριος ιανουαρίου ιανουάριο ιαν; φεβρουάριος φεβρουαρίου φεβρουάριο φεβ; μάρτιος μαρτίου μάρτιο μαρ; "
        "απρίλιος απριλίου απρίλιο απρ; μάιος μαΐου μαϊου μάιο μαι; ιούνιος ιουνίου ιούνιο ιουν; "
        "ιούλιος ιουλίου ιούλιο ιουλ; αύγουστος αυγούστου αύγουστο αυγ; σεπτέμβριος σεπτεμβρίου σεπτέμβριο σεπ; "
        "οκτώβριος οκτωβρίου οκτώβριο οκτ; νοέμβριος νοεμβρίου νοέμβριο νοε; δεκέμβριος δεκεμβρίου δεκέμβριο δεκ"
    ),
    weekdays="δευτέρα δευ; τρίτη τρι; τετάρτη τετ; πέμπτη πεμ; παρασκευή παρ; σάββατο σαβ; κυριακή κυρ",
    until="έως; μέχρι; ως; εώς",
    back="επιστρέφω; επιστρέψω; επιστροφή; ξανά; πίσω; επανέλθω; διαθέσιμος; διαθέσιμη",
    automatic=(
        "αυτόματη απάντηση; αυτόματο μήνυμα; εκτός γραφείου; απουσία; απουσιάζω; σε άδεια; άδεια; "
        "απουσία από το γραφείο; αυτόματη ειδοποίηση; εκτός γραφείου αυτόματη"
    ),
    away=(
        "είμαι … σε άδεια; θα είμαι … σε άδεια; είμαι … εκτός γραφείου; θα είμαι … εκτός γραφείου; "
        "βρίσκομαι … σε άδεια; βρίσκομαι … εκτός γραφείου; θα βρίσκομαι … εκτός; λείπω … από το γραφείο; θα λείπω; "
        "απουσιάζω; θα απουσιάζω; δεν είμαι … στο γραφείο; δεν θα είμαι … στο γραφείο; άδεια μητρότητας; "
        "περιορισμένη πρόσβαση; λείπω με άδεια; θα επιστρέψω στο γραφείο; σε αναρρωτική; άδεια έως/μέχρι; "
        "εκτός γραφείου έως/μέχρι"
    ),
    absent=(
        "ταξίδι; ταξιδεύω; αναρρωτική; ασθένεια; μητρότητας; άδεια; κλειστά; κλειστό; κλειστή; εκπαίδευση; σεμινάριο; "
        "έκθεση; συνέδριο; απουσιάζω; απουσία; απών; περιορισμένη; δεν βρίσκομαι; δεν είμαι; εκτός γραφείου; διακοπές; "
        "αργία"
    ),
    received=(
        "λάβαμε το/την μήνυμά/αίτημά/ερώτημά/αίτησή/email σας; λάβαμε το μήνυμα/αίτημα/ερώτημα; λάβαμε το email; "
        "έχουμε λάβει το/την; το αίτημά σας … ληφθεί/καταχωρηθεί/καταχωρήθηκε/δημιουργήθηκε; "
        "το μήνυμά σας … ληφθεί/ελήφθη/παραλήφθηκε; ευχαριστούμε που επικοινωνήσατε; "
        "ευχαριστούμε για το μήνυμα/μήνυμά/αίτημά/την; ευχαριστούμε για την επικοινωνία; "
        "δημιουργήθηκε … εισιτήριο/αίτημα/ticket; σας ευχαριστούμε για; αίτημα υποστήριξης; επιβεβαιώνουμε … λήψη; "
        "το αίτημά σας"
    ),
    ticket=(
        "αριθμός αιτήματος; αριθμός εισιτηρίου; εισιτήριο; ticket; αυτόματη απάντηση; αυτόματο μήνυμα; αυτόματα; "
        "μην απαντήσετε; μην απαντάτε; αριθμός αναφοράς; αριθμός πρωτοκόλλου; με αριθμό; παρακαλούμε μην; "
        "κωδικός αιτήματος; αριθμό"
    ),
    promise="το συντομότερο δυνατό; εντός … ωρών/ημερών/εργάσιμων; σύντομα … επικοινωνήσ*",
    departed=(
        "δεν εργάζ* πλέον; πλέον δεν εργάζ*; δεν εργάζ* πια; έχει αποχωρήσει; έχω αποχωρήσει; αποχώρησε; αποχώρησα; "
        "συνταξιοδοτήθηκα; συνταξιοδοτήθηκε; συνταξιοδοτηθεί; δεν χρησιμοποιείται πλέον; δεν χρησιμοποιώ πλέον; "
        "δεν είναι πλέον; δεν είμαι πλέον; δεν ανήκει πλέον; πλέον δεν χρησιμοποι*; δεν παρακολουθείται; "
        "δεν ισχύει πλέον; συνταξιούχος"
    ),
    moved=(
        "νέα διεύθυνση email; νέα διεύθυνση e-mail; νέο email; νέο e-mail; νέα μου διεύθυνση; "
        "νέα ηλεκτρονική διεύθυνση; άλλαξε η διεύθυνση; νέα διεύθυνση ηλεκτρονικού; νέο μου email; νέα διεύθυνσή; "
        "νέα διεύθυνση"
    ),
    challenge=(
        "επιβεβαιώστε … μήνυμα; επιβεβαιώστε ότι είστε; κάντε κλικ … παραδοθεί; δεν είστε ρομπότ; "
        "επαλήθευση αποστολέα; πατήστε … επιβεβαι*; κάντε κλικ … επιβεβαι*"
    ),
    stop=(
        "αφαιρέστε/διαγράψτε/βγάλτε/αφαίρεσε/διέγραψε/διαγράψετε με/μας/το/τα/την/μου; διαγράψτε; να με/μας "
        "διαγράψετε/αφαιρέσετε; μη/μην μου/μας/με "
        "ξαναστείλετε/στείλετε/στέλνετε/ξαναγράψετε/γράφετε/ενοχλείτε/ξαναενοχλήσετε/ξαναστείλεις; μην στέλνετε; μη "
        "στέλνετε; μην επικοινωνήσετε/επικοινωνείτε ξανά/μαζί; μην ξαναεπικοινωνήσετε; μην με ενοχλείτε; δεν "
        "επιθυμώ/επιθυμούμε/θέλω/θέλουμε να … λαμβάνω/λαμβάνουμε; δεν θέλω άλλα; όχι άλλα email/μηνύματα; παρακαλώ … "
        "διαγραφή; παρακαλώ … διαγράψτε/αφαιρέστε; σταματήστε/σταμάτα/σταματήσετε να μου/μας/με/στέλνετε/στέλνεις; να "
        "σταματήσετε να μου/μας/με/στέλνετε; ζητώ/απαιτώ … διαγραφή … δεδομένων/στοιχείων/μου; διαγραφή των δεδομένων "
        "μου; ανακαλώ … συγκατάθεση; αφήστε με ήσυχο/ήσυχη; φτάνει/αρκετά με τα email/mail/μηνύματα"
    ),
    stop_alone="διαγραφή; κατάργηση εγγραφής; απεγγραφή; στοπ; stop; σταματήστε; διαγραφή παρακαλώ; διαγράψτε με; διαγράψτε",
    refusal=(
        "δεν ενδιαφέρ*; δεν με/μας ενδιαφέρει; όχι ευχαριστώ/ευχαριστούμε; ευχαριστώ/ευχαριστούμε όχι; "
        "ευχαριστώ αλλά; δεν χρειάζ*; δεν έχουμε/έχω … ανάγκη/ενδιαφέρον/προϋπολογισμό; προς το παρόν όχι; "
        "αυτή τη στιγμή όχι; έχουμε ήδη; δυστυχώς όχι; δεν είναι για εμάς; δεν υπάρχει … ενδιαφέρον/ανάγκη; "
        "όχι προς το παρόν; δεν μας αφορά; δεν είμαστε/είμαι ενδιαφερόμεν*"
    ),
    wrong=(
        "δεν είμαι … κατάλληλο άτομο; δεν είμαι … σωστό άτομο; δεν είμαι … αρμόδι*; λάθος άτομο; δεν είμαι υπεύθυν*; "
        "δεν ασχολούμαι; απευθυνθείτε; επικοινωνήστε με τον/την/το/τη; δεν είναι αρμοδιότητά; δεν εργάζ* πλέον; "
        "δεν είναι δική; δεν είναι στην αρμοδιότητά"
    ),
    meeting=(
        "καλέστε με; πάρτε με; πάρε με; τηλεφωνήστε; τηλεφώνησέ; μπορούμε να … μιλήσουμε/συναντηθούμε/τα; "
        "να μιλήσουμε; να συναντηθούμε; να κανονίσουμε; συνάντηση; ραντεβού; τηλεφώνημα; "
        "πότε … χρόνο/διαθέσιμ*/μπορείτε; με βολεύει; μας βολεύει; κλήση; τηλεφωνικά; να τα πούμε; "
        "μπορείτε να με καλέσετε"
    ),
    interest=(
        "με/μας ενδιαφέρει; ενδιαφέρομαι; ενδιαφερόμαστε; ακούγεται … καλό/ενδιαφέρον/ωραίο/πολύ; "
        "φαίνεται … ενδιαφέρον/καλό; ναι παρακαλώ; ναι ευχαριστώ; με χαρά; ευχαρίστως; ενδιαφέρον; βεβαίως; φυσικά; "
        "θα ήθελα; θα θέλαμε; θα με ενδιέφερε; θα μας ενδιέφερε; ναι φυσικά; με μεγάλη χαρά"
    ),
    question=(
        "περισσότερες/επιπλέον πληροφορίες/λεπτομέρειες; πόσο κοστίζει; ποια είναι η τιμή; ποιο είναι το κόστος; "
        "στείλτε μου/μας; στείλε μου; στείλτε; τιμοκατάλογο; τιμοκατάλογος; προσφορά; τιμές; μπορείτε να … στείλετε; "
        "να μάθω περισσότερα; κατάλογο; μάθω περισσότερα; να μου στείλετε; πώς λειτουργεί; πως λειτουργεί; πώς "
        "δουλεύει"
    ),
    referral="προωθώ; προώθησα; προωθήσω; προωθούμε; προωθήσαμε; μεταβιβάζω; διαβίβασα; βάζω … κοινοποίηση",
    negation="δεν; μη; μην; ποτέ; χωρίς; όχι",
)


ALL = (FINNISH, ESTONIAN, HUNGARIAN, LITHUANIAN, LATVIAN, GREEK)
