"""Catalan, Romanian, Albanian, Basque, Armenian, Georgian and Azerbaijani."""

from outrider.rules.languages.language import Language

CATALAN = Language(
    code="ca",
    wrote="va escriure; ha escrit; escrigué; del dia",
    sender="de; des de",
    sent="enviat; data; enviat el; data d'enviament",
    to="a; per a; cc",
    subject="assumpte; tema",
    original="missatge original; missatge reenviat; inici del missatge reenviat; correu original",
    device="enviat des; enviat amb; enviat des del meu; obteniu outlook; enviat via",
    months=(
        "gener gen; febrer febr; març; abril abr; maig; juny; juliol jul; agost ag; setembre set; octubre oct; "
        "novembre nov; desembre des"
    ),
    weekdays="dilluns dl; dimarts dt; dimecres dc; dijous dj; divendres dv; dissabte ds; diumenge dg",
    until="fins; fins al; fins el",
    back="torno; tornaré; tornada; retorn; reincorporo; reincorporaré",
    automatic=(
        "resposta automàtica; fora de l'oficina; absent; absència; de vacances; missatge automàtic; fora d'oficina; vacances"
    ),
    away=(
        "estic/seré/estaré fora de l'oficina; estic/estaré … de vacances; em trobo … fora; "
        "soc/sóc … fora de l'oficina; seré … de vacances; sóc de vacances; soc de vacances; estic/estaré absent; "
        "estic de baixa; permís de maternitat; tornaré a l'oficina; estaré fora"
    ),
    absent=(
        "viatge; baixa; malalt; tancad*; tancat; curs; formació; fira; vacances; permís; absent; fora de; no soc; "
        "no sóc; limitat; festiu; no estaré"
    ),
    received=(
        "hem rebut la? vostre/seva/teva sol·licitud/missatge/correu/consulta/petició; hem rebut el seu/teu/vostre; "
        "la seva/vostra sol·licitud/consulta/petició ha estat; gràcies per contactar; s'ha creat un tiquet; "
        "gràcies per posar-vos; gràcies per posar-se; la seva petició"
    ),
    ticket=(
        "tiquet; ticket; número de cas; número de referència; resposta automàtica; missatge automàtic; "
        "automàticament; no respongueu; no respongui; acusament de recepció"
    ),
    promise="tan aviat com sigui possible; en un termini; el més aviat possible",
    departed=(
        "ja no treball*; ja no forma part; ja no formo part; ha deixat l'empresa; he deixat l'empresa; jubilat; "
        "jubilada; ja no s'utilitza; ja no està en ús; ja no està actiu; ja no faig servir; ja no pertany; deixat de "
        "formar part; deixat l'empresa"
    ),
    moved="nova adreça de correu; nou correu; la meva nova adreça; nova adreça electrònica; adreça ha canviat",
    challenge="confirmeu/confirmi el vostre/seu missatge; feu clic … per lliurar; que no sou un robot",
    stop=(
        "no m'escrigu*; no em contact*; no em contacteu; no m'envi*; no ens envi*; no ens contact*; "
        "doneu-me de baixa; dona'm de baixa; donar-me de baixa; doni'm de baixa; elimineu-me; elimina'm; "
        "esborreu-me; esborra'm; traieu-me; treu-me; deixeu/deixi/deixa d'escriure/enviar/contactar; "
        "no vull/volem rebre; no m'escriviu"
    ),
    stop_alone="baixa; donar de baixa; stop; cancel·lar; doneu-me de baixa",
    refusal=(
        "no m'interessa; no ens interessa; no estic interessat*/interessad*; no estem interessats/interessades; "
        "no gràcies; no ho necessit*; no necessit*; ja tenim; ara per ara no; de moment no; no és per nosaltres; "
        "sense interès"
    ),
    wrong=(
        "no sóc la persona; no soc la persona; persona equivocada; no és la meva àrea; ja no treball*; "
        "contacteu amb; poseu-vos en contacte amb; no sóc el responsable; no soc el responsable"
    ),
    meeting=(
        "truqueu-me; truca'm; truqui'm; podem parlar/quedar; una reunió; una trucada; em va bé; ens va bé; "
        "quan podem/podeu; quedem; trucar-me; una cita"
    ),
    interest=(
        "m'interessa; ens interessa; estic interessat*/interessad*; estem interessats/interessades; sona bé; "
        "sí si us plau; sí gràcies; molt interessant; d'acord; m'agradaria; ens agradaria; endavant; "
        "sembla interessant; interessant; sona interessant"
    ),
    question=(
        "més informació; més detalls; quant costa; quin és el preu; envieu-me; envia'm; enviï'm; saber-ne més; "
        "pressupost; preus; em podeu enviar; tarifes; com funciona"
    ),
    referral="reenvio el/la/aquest; he reenviat; passo el teu/seu; poso en còpia; derivo",
    negation="no; mai; sense",
)

ROMANIAN = Language(
    code="ro",
    wrote="a scris; scrie; a scris următoarele; a trimis",
    you_wrote="ați scris; ai scris; dumneavoastră ați scris; scriați",
    sender="de la; expeditor; de",
    sent="trimis; data; trimis la; expediat",
    to="către; la; pentru; cc",
    subject="subiect",
    original=(
        "mesaj original; mesajul original; mesaj redirecționat; mesaj inițial; mesaj retransmis; "
        "mesaj redirectionat; începutul mesajului redirecționat; mesaj transmis mai departe"
    ),
    device="trimis de pe; trimis din; trimis cu; obțineți outlook; descarcă outlook; obține outlook; trimis prin",
    months=(
        "ianuarie ian; februarie feb; martie mar; aprilie apr; mai; iunie iun; iulie iul; august aug; "
        "septembrie sept sep; octombrie oct; noiembrie noi nov; decembrie dec"
    ),
    weekdays="luni lun; marți marti mar; miercuri mie; joi; vineri vin; sâmbătă sambata sâm; duminică duminica dum",
    until="până; pana; pâna; până la",
    back="revin; reveni; revenirea; întorc; intorc; înapoi; reîncep; revenire; întoarcere",
    automatic=(
        "răspuns automat; absent; absență; absent din birou; în concediu; concediu; plecat din birou; mesaj automat; "
        "în afara biroului; nu sunt la birou; out of office"
    ),
    away=(
        "sunt … în concediu; voi fi … în concediu; sunt … plecat/plecată; nu sunt la birou; voi fi plecat/plecată; "
        "sunt … absent/absentă; mă aflu în concediu; în concediu până; în concediu de odihnă; concediu medical; "
        "concediu de maternitate; în afara biroului; acces limitat la; revin la birou; voi lipsi; "
        "voi fi … absent/absentă; voi reveni la birou; concediu de creștere"
    ),
    absent=(
        "delegație; deplasare; medical; concediu; închis; închise; training; curs; târg; conferință; plecat; plecată; "
        "absent; absentă; limitat; indisponibil; nu sunt; nu voi fi; vacanță; liber; liberă"
    ),
    received=(
        "am primit solicitarea/mesajul/cererea/emailul/e-mailul; am primit mesajul dumneavoastră; "
        "solicitarea dvs/dumneavoastră/ta a fost primită/înregistrată; mulțumim că ne-ați contactat; "
        "mulțumim pentru mesaj*/solicitare*; vă mulțumim pentru mesaj*/solicitare*; tichetul a fost; "
        "a fost creat un tichet; a fost înregistrată; solicitarea a fost; am înregistrat solicitarea; cererea dvs; "
        "mesajul dumneavoastră a fost; tichetul … creat; tichet … creat"
    ),
    ticket=(
        "tichet; ticket; număr de înregistrare; număr de referință; număr tichet; răspuns automat; mesaj automat; "
        "automat; nu răspundeți; numărul solicitării; confirmare de primire; numărul cererii"
    ),
    promise="în cel mai scurt timp; în termen de; cât mai curând",
    departed=(
        "nu mai lucr*; nu mai face parte; nu mai fac parte; a părăsit compania; am părăsit compania; "
        "a părăsit firma; nu mai este angajat*; nu mai sunt angajat*; pensionat; pensionată; nu mai este folosit*; "
        "nu mai este utilizat*; nu mai este activ*; nu mai este verificat*; m-am pensionat; a plecat din companie; "
        "nu mai folosesc; nu mai este în cadrul; nu mai activează"
    ),
    moved=(
        "noua adresă de e-mail; noua mea adresă; adresă nouă; noua adresă; adresa mea s-a schimbat; "
        "mi-am schimbat adresa; adresă de email nouă"
    ),
    challenge=(
        "confirmați/confirmă mesajul; faceți clic … pentru a livra; nu sunteți robot; verificarea expeditorului; "
        "apăsați … pentru a confirma; că nu sunteți un robot; dovedi că"
    ),
    stop=(
        "nu mă/ne mai contact*; nu-mi mai scri*; nu-mi mai trimite*; nu ne mai scri*; nu ne mai trimite*; nu îmi mai "
        "scrieți/trimiteți/scrie/trimite; ștergeți-mă; șterge-mă; ștergeți-ne; scoateți-mă; scoate-mă; scoateți-ne; "
        "dezabonați-mă; dezabonează-mă; eliminați-mă; elimină-mă; să mă dezabon*; să mă ștergeți; să mă scoateți; nu mai "
        "doresc/dorim/vreau/vrem să primesc/primim; nu doresc să mai primesc; opriți/încetați trimiterea/să; nu mai "
        "trimiteți; nu ma mai contact*; dezabonare vă; ștergeți adresa; nu mai vreau/doresc emailuri/mesaje/mailuri/să; "
        "nu vreau/doresc să mai; ștergerea datelor mele; retrag … consimțământul; mă opun prelucrării; lăsați-mă în pace; "
        "m-am săturat de … mailuri/emailuri/mesaje/spam; terminați/încetați cu … mailurile/emailurile/mesajele/spamul"
    ),
    stop_alone="dezabonare; dezabonați-mă; stop; șterge; anulare; dezabonează-mă; dezabonați",
    refusal=(
        "nu mă/ne interesează; nu ma intereseaza; nu sunt/suntem interesat/interesată/interesați; "
        "nu mulțumesc/mulțumim; nu multumesc; nu avem nevoie; nu am nevoie; nu e pentru noi; momentan nu; "
        "deocamdată nu; avem deja; lucrăm deja; din păcate nu; nu este o prioritate; fără interes; nu avem buget; "
        "nu acum; nu este pentru noi; lucrăm/lucrez deja cu; avem deja … furnizor/soluție/partener; nu avem … nevoie"
    ),
    wrong=(
        "nu sunt persoana; persoana greșită; persoană greșită; nu este domeniul meu; nu mă ocup; nu mai lucr*; "
        "contactați pe; contactați-l pe; contactați-o pe; vă rog să contactați; luați legătura cu; nu eu mă ocup; "
        "nu sunt responsabil*"
    ),
    meeting=(
        "sunați-mă; sună-mă; suna-ma; mă puteți suna; mă suni; putem vorbi/discuta/stabili; o întâlnire; o discuție; "
        "un apel; stabilim o; programăm; când putem/puteți; disponibil luni/marți/miercuri/joi/vineri/mâine; "
        "o întrevedere; să vorbim; să discutăm"
    ),
    interest=(
        "mă/ne interesează; ma intereseaza; sunt/suntem … interesat/interesată/interesați; sună bine/interesant; "
        "da mulțumesc; da vă rog; cu plăcere; cu drag; foarte interesant; pare interesant; interesant; desigur; "
        "aș dori; am dori; mi-ar plăcea; da sigur; "
        "m-ar interesa; ne-ar interesa; mă/ne interesează"
    ),
    question=(
        "mai multe informații/detalii; informații suplimentare; cât costă; care este prețul; care sunt prețurile; "
        "trimiteți-mi; trimite-mi; îmi puteți trimite; să-mi trimiteți; o ofertă; prețuri; lista de prețuri; "
        "să aflu mai multe; catalog; tarife; puteți trimite; cum funcționează; cum merge; o "
        "demonstrație/ofertă/prezentare; un demo"
    ),
    referral=(
        "redirecționez; redirecționat; trimit mai departe; trimis mai departe; transmit mai departe; transmis mai "
        "departe; transmis colegului/colegei; pun în copie; am dat mai departe; dau mai departe"
    ),
    negation="nu; niciodată; fără; n",
)

ALBANIAN = Language(
    code="sq",
    wrote="shkroi; ka shkruar; shkruan; shkroi sa vijon",
    sender="nga; dërguesi",
    sent="dërguar; data; dërguar më; u dërgua",
    to="për; kujt; kopje; cc",
    subject="tema; subjekti; lënda",
    original=("mesazhi origjinal; mesazh i përcjellë; mesazhi i përcjellë; mesazh origjinal; fillimi i mesazhit të përcjellë"),
    device="dërguar nga; dërguar me; dërguar prej; merr outlook; shkarko outlook; dërguar nëpërmjet",
    months=(
        "janar janarit jan; shkurt shkurtit shk; mars marsit mar; prill prillit pri; maj majit; "
        "qershor qershorit qer; korrik korrikut kor korr; gusht gushtit gus gush; shtator shtatorit sht; "
        "tetor tetorit tet; nëntor nëntorit nën; dhjetor dhjetorit dhj"
    ),
    weekdays=("hënë hënën; martë martën; mërkurë mërkurën; enjte enjten; premte premten; shtunë shtunën; diel dielën dielë"),
    until="deri; deri më; deri në; deri me",
    back="kthehem; do të kthehem; rikthehem; kthimi; kthimit; përsëri; i disponueshëm; e disponueshme; rifilloj punën",
    automatic=(
        "përgjigje automatike; mesazh automatik; jashtë zyrës; me pushime; mungesë; në pushime; jam me pushime; "
        "përgjigje e automatizuar"
    ),
    away=(
        "jam … me pushime; jam … në pushime; jam … jashtë zyrës; do të jem … me pushime; do të jem … jashtë; "
        "nuk jam në zyrë; nuk do të jem në zyrë; me leje lindjeje; me raport mjekësor; me leje deri; në udhëtim pune; "
        "qasje e kufizuar; akses të kufizuar; me pushime deri; jashtë zyrës deri"
    ),
    absent=(
        "pushime; udhëtim; leje; sëmurë; mbyllur; trajnim; konferencë; panair; jashtë zyrës; mungoj; nuk jam; kufizuar; festë"
    ),
    received=(
        "kemi marrë mesazhin/kërkesën/emailin/pyetjen; e kemi marrë mesazhin/kërkesën/emailin; "
        "kërkesa/mesazhi juaj u/është … pranua/regjistrua/marrë/pranuar/krijua; faleminderit që na kontaktuat; "
        "faleminderit për mesazhin/kërkesën/emailin; ju faleminderit që na"
    ),
    ticket=(
        "numri i kërkesës; numri i biletës; tiketa; numri i referencës; përgjigje automatike; automatikisht; "
        "mos u përgjigjni; mos iu përgjigjni; mesazh automatik; konfirmim i marrjes"
    ),
    promise="sa më shpejt; brenda … orëve/ditëve",
    departed=(
        "nuk punoj më; nuk punon më; nuk është më pjesë; nuk jam më pjesë; është larguar nga kompania; "
        "jam larguar nga kompania; u largua nga kompania; ka dalë në pension; kam dalë në pension; nuk përdoret më; "
        "nuk është më aktiv*; nuk është më në përdorim"
    ),
    moved=(
        "adresa ime e re; adresë e re; adresa e re; emaili im i ri; email i ri; adresa ime ka ndryshuar; kam ndryshuar adresën"
    ),
    challenge=("konfirmoni mesazhin; klikoni … dorëzuar; nuk jeni robot; verifikimi i dërguesit; konfirmoni … që jeni njeri"),
    stop=(
        "më/na hiqni/fshini/çregjistroni/hiq/fshi; hiqmëni; fshimëni; hiqeni adresën/emailin; fshini adresën/emailin; "
        "mos më/na shkruani/dërgoni/kontaktoni/shqetësoni/shkruaj/dërgo; mos na/më … dërgoni; "
        "nuk dua/duam/dëshiroj/dëshirojmë … të … marr/marrim/dëgjoj/shkruani/kontaktoni; "
        "ndaloni së dërguari/shkruari; pushoni së dërguari/shkruari; ju lutem … hiqni/fshini/çregjistroni; "
        "mos dërgoni më"
    ),
    stop_alone="çabonohu; çregjistrohu; çregjistrim; ndalo; hiqmë; fshi; çabonim; më hiqni; më fshini",
    refusal=(
        "nuk jam/jemi i/e/të interesuar; nuk na/më intereson; jo faleminderit; faleminderit por jo; "
        "nuk kemi/kam nevojë/interes/buxhet; nuk na duhet; nuk më duhet; për momentin jo; jo për momentin; "
        "tani për tani jo; kemi tashmë; fatkeqësisht jo; nuk është për ne"
    ),
    wrong=(
        "nuk jam personi i duhur; nuk jam personi i përshtatshëm; personi i gabuar; nuk është fusha ime; "
        "kontaktoni kolegun/kolegen/me; drejtojuni; nuk jam përgjegjës*; nuk merrem me"
    ),
    meeting=(
        "më telefononi; më telefono; më merrni në telefon; mund të flasim/takohemi/bisedojmë; le të flasim/takohemi; "
        "takim; telefonatë; kur … kohë/mundësi; më përshtatet; caktojmë; bisedë"
    ),
    interest=(
        "më intereson; na intereson; jam i interesuar; jam e interesuar; jemi të interesuar; tingëllon mirë; "
        "tingëllon interesante; po ju lutem; po faleminderit; me kënaqësi; sigurisht; do të doja; do të donim; "
        "shumë interesante"
    ),
    question=(
        "më shumë informacion/informata/detaje; informacion shtesë; sa kushton; cili është çmimi; çmimi; "
        "dërgoni ofertë/informacion/çmimet/katalogun; më dërgoni; na dërgoni; ofertë; mund të më dërgoni; katalog"
    ),
    referral="ia përcjell; përcolla; e përcolla; po e përcjell",
    negation="nuk; s; mos; kurrë; pa; jo",
)

BASQUE = Language(
    code="eu",
    wrote="idatzi du; igorleak hau idatzi du; hau idatzi du; honela idatzi du; idatzi zuen",
    sender="nork; bidaltzailea; igorlea",
    sent="bidalia; data; noiz; bidaltze data",
    to="nori; hartzailea; kopia",
    subject="gaia",
    original="jatorrizko mezua; birbidalitako mezua; mezu birbidalia; birbidalitako mezuaren hasiera",
    device="bidalia nire; nire … bidalia; lortu outlook; eskuratu outlook",
    months=(
        "urtarrila urtarrilaren urtarrilak urt; otsaila otsailaren otsailak ots; martxoa martxoaren martxoak mar; "
        "apirila apirilaren apirilak api; maiatza maiatzaren maiatzak mai; ekaina ekainaren ekainak eka; "
        "uztaila uztailaren uztailak uzt; abuztua abuztuaren abuztuak abu; iraila irailaren irailak ira; "
        "urria urriaren urriak urr; azaroa azaroaren azaroak aza; abendua abenduaren abenduak abe"
    ),
    weekdays=(
        "astelehena astelehenean al; asteartea asteartean; asteazkena asteazkenean az; osteguna ostegunean og; "
        "ostirala ostiralean; larunbata larunbatean lr; igandea igandean ig"
    ),
    until="arte; bitarte",
    back="itzuliko naiz; itzuliko; itzultze; berriro; itzulera; bueltan",
    automatic="erantzun automatikoa; mezu automatikoa; bulegotik kanpo; oporretan; bulegoz kanpo; kanpoan",
    away=(
        "oporretan nago; oporretan egongo naiz; bulegotik kanpo nago; bulegotik kanpo egongo naiz; oporretan … arte; "
        "ez nago bulegoan; ez naiz bulegoan egongo; bajan nago; gaixo nago; amatasun baimen*; kanpoan egongo naiz; "
        "nago … oporretan; bulegoa itxita; lan bidaian"
    ),
    absent="oporretan; oporrak; bajan; gaixo; itxita; ikastaro*; biltzar*; azoka; kanpoan; bidaian; ez nago; jaiegun*",
    received=(
        "zure mezua jaso dugu; zure eskaera jaso dugu; zure eskaera erregistratu; eskerrik asko gurekin harremanetan; "
        "eskerrik asko zure mezuagatik; zure galdera jaso dugu; zure tiketa sortu"
    ),
    ticket=(
        "eskaera zenbakia; tiket zenbakia; erreferentzia zenbakia; erantzun automatikoa; mezu automatikoa; "
        "automatikoki; ez erantzun mezu; ez erantzun"
    ),
    promise="ahalik eta lasterren; orduko epean",
    departed=(
        "jada ez dut … lan; ez dut gehiago lan; jada ez du … lan; ez du hemen lan egiten; ez du gehiago lan; "
        "enpresa utzi du; enpresa utzi dut; erretiratu da; erretiratu naiz; jubilatu naiz; jubilatu da; "
        "ez da gehiago erabiltzen; jada ez da erabiltzen"
    ),
    moved="helbide berria; nire helbide berria; posta berria; helbide elektroniko berria; nire helbidea aldatu",
    challenge=("berretsi mezua; egin klik … entregatzeko; ez zarela robota; bidaltzailea egiaztatze*; berretsi … gizakia"),
    stop=(
        "kendu/ezabatu nazazu/nire/gaitzazu/gure; ken/ezaba nazazu/nazazue/gaitzazu/gaitzazue; nire "
        "helbidea/posta kendu/ezabatu; "
        "ez idatzi/bidali/deitu … gehiago; ez bidali/idatzi niri/guri; ez dut/dugu … gehiago … jaso nahi; "
        "ez dut/dugu … mezurik … nahi; ez dut jaso nahi; utzi … bidaltzeari/idazteari; utzi bidaltzeari; "
        "utzi idazteari; ez nazazu … molestatu/kontaktatu; zerrendatik kendu/ezabatu; kendu … zerrendatik; "
        "baja eman nahi"
    ),
    stop_alone="kendu; baja; ezabatu; baja eman; kendu nazazu; harpidetza utzi; gelditu",
    refusal=(
        "ez zait/zaigu interesatzen; ez nago/gaude interesatuta; ez eskerrik asko; eskerrik asko baina ez; "
        "ez dugu/dut behar; ez dut/dugu interesik; oraingoz ez; une honetan ez; badugu jada; jada badugu; "
        "sentitzen dut baina ez; ez da guretzat; ez daukagu aurrekonturik"
    ),
    wrong=(
        "ez naiz pertsona egokia; ez naiz arduraduna; pertsona okerra; ez da nire arloa; jarri harremanetan nire; "
        "jar zaitez harremanetan nire; nire lankidearekin"
    ),
    meeting=(
        "deitu iezadazu; deitu niri; dei diezadakezu; hitz egin dezakegu; hitz egingo dugu; bildu gaitezke; bilera; "
        "noiz … hitz; ondo datorkit; ondo etortzen zait; elkartu gaitezke"
    ),
    interest=(
        "interesatzen zait; interesatzen zaigu; interesatuta nago; interesatuta gaude; bai mesedez; "
        "bai eskerrik asko; ondo iruditzen; interesgarria; gustura; noski baietz; gustatuko litzaidake; "
        "gustatuko litzaiguke; nahiko nuke"
    ),
    question=(
        "informazio gehiago; xehetasun gehiago; zenbat balio; zenbat kostatzen; zein da prezioa; prezioa; "
        "bidali iezadazu; bidal dezakezu; bidal diezadakezu; aurrekontua; gehiago jakin; katalogoa"
    ),
    referral="birbidali; birbidaltzen; helarazi diot; helaraziko diot; helarazi diet",
    negation="ez; inoiz; gabe; ezin",
)

ARMENIAN = Language(
    code="hy",
    wrote="գրել է; գրեց; գրում է; գրել",
    sender="ումից; ուղարկող; ուղարկողը",
    sent="ուղարկվել է; ամսաթիվ; ամսաթիվը; ուղարկված է",
    to="ում; ստացող; պատճեն",
    subject="թեմա; թեման; վերնագիր",
    original=(
        "սկզբնական հաղորդագրություն; վերահասցեավորված հաղորդագրություն; փոխանցված հաղորդագրություն; բնօրինակ հաղորդագրություն"
    ),
    device="ուղարկված է իմ; ուղարկվել է իմ; ուղարկված է; ստանալ outlook",
    months=(
        "հունվար հունվարի հնվ; փետրվար փետրվարի փտվ; մարտ մարտի մրտ; ապրիլ ապրիլի ապր; մայիս մայիսի մյս; "
        "հունիս հունիսի հնս; հուլիս հուլիսի հլս; օգոստոս օգոստոսի օգս; սեպտեմբեր սեպտեմբերի սեպ; "
        "հոկտեմբեր հոկտեմբերի հոկ; նոյեմբեր նոյեմբերի նոյ; դեկտեմբեր դեկտեմբերի դեկ"
    ),
    weekdays="երկուշաբթի երկ; երեքշաբթի երք; չորեքշաբթի չրք; հինգշաբթի հնգ; ուրբաթ ուր; շաբաթ շբթ; կիրակի կիր",
    until="մինչև; մինչեւ",
    back="կվերադառնամ; վերադառնում; վերադարձ; վերադարձից; կրկին; նորից; հասանելի",
    automatic=("ավտոմատ պատասխան; ինքնաշխատ պատասխան; ավտոմատ հաղորդագրություն; գրասենյակից դուրս; արձակուրդում; արձակուրդ"),
    away=(
        "արձակուրդում եմ; գտնվում եմ … արձակուրդում; արձակուրդում կլինեմ; գրասենյակում չեմ; գրասենյակից դուրս; "
        "աշխատավայրում չեմ; գործուղման մեջ եմ; գործուղման մեջ; հիվանդության արձակուրդ*; բացակայում եմ; կբացակայեմ; "
        "մինչև … արձակուրդում; սահմանափակ մուտք"
    ),
    absent=("արձակուրդ*; գործուղ*; հիվանդ; փակ; փակ է; վերապատրաստ*; կոնֆերանս*; ցուցահանդես*; բացակայ*; չեմ լինի; սահմանափակ"),
    received=(
        "ստացել ենք ձեր; ձեր հարցումը ստացվել/գրանցվել/ընդունվել; ձեր նամակը ստացվել; ձեր հաղորդագրությունը ստացվել; "
        "շնորհակալություն մեզ գրելու; շնորհակալություն մեզ հետ կապ; շնորհակալություն ձեր նամակի; "
        "շնորհակալություն դիմելու; շնորհակալ ենք ձեր նամակի/հարցման/դիմումի"
    ),
    ticket=(
        "հարցման համար; հարցման համարը; հայտի համարը; տոմսի համարը; ավտոմատ պատասխան; ավտոմատ; մի պատասխանեք; "
        "խնդրում ենք չպատասխանել"
    ),
    promise="հնարավորինս շուտ; ժամվա ընթացքում",
    departed=(
        "այլևս չեմ աշխատում; այլևս չի աշխատում; այլեւս չի աշխատում; այլեւս չեմ աշխատում; լքել է ընկերությունը; "
        "հեռացել է ընկերությունից; ազատվել է աշխատանքից; անցել է թոշակի; անցել եմ թոշակի; այլևս չի օգտագործվում; "
        "այլևս ակտիվ չէ; այլեւս չի օգտագործվում"
    ),
    moved=(
        "նոր հասցե; նոր հասցեն; իմ նոր հասցեն; նոր էլ հասցե; նոր էլփոստ; նոր էլեկտրոնային հասցե*; հասցես փոխվել; իմ հասցեն փոխվել"
    ),
    challenge="հաստատեք … նամակ*; սեղմեք … առաքվ*; ռոբոտ չեք; ուղարկողի ստուգում; հաստատեք … մարդ",
    stop=(
        "հեռացրեք/ջնջեք/հանեք/հեռացրու/ջնջիր/հանիր ինձ/մեզ/իմ/մեր; ինձ/մեզ հեռացրեք/ջնջեք/հանեք; "
        "այլևս/էլ մի գրեք/ուղարկեք/գրիր/ուղարկիր; այլեւս մի գրեք/ուղարկեք; մի գրեք ինձ/մեզ/այլևս; "
        "մի ուղարկեք ինձ/մեզ/այլևս; ինձ/մեզ … մի գրեք/ուղարկեք/անհանգստացրեք; չեմ/չենք ուզում/ցանկանում … ստանալ; "
        "դադարեցրեք ուղարկել/գրել/ուղարկելը; դադարեք գրել/ուղարկել; խնդրում եմ … հեռացնել/ջնջել/հանել"
    ),
    stop_alone="ապաբաժանորդագրվել; ապաբաժանորդագրել; դադարեցնել; ջնջել; ջնջեք; հեռացնել; հեռացրեք; կանգ; ստոպ",
    refusal=(
        "հետաքրքրված չեմ/չենք; չի հետաքրքրում; մեզ/ինձ չի հետաքրքրում; ոչ շնորհակալություն; շնորհակալություն ոչ; "
        "կարիք չունենք; կարիք չունեմ; կարիքը չունենք; պետք չէ; մեզ պետք չէ; այս պահին ոչ; հիմա ոչ; արդեն ունենք; "
        "ցավոք ոչ; մեզ համար չէ; բյուջե չունենք"
    ),
    wrong=(
        "ճիշտ մարդը չեմ; ես չեմ պատասխանատուն; պատասխանատուն չեմ; սխալ մարդ; իմ ոլորտը չէ; դիմեք իմ/մեր; "
        "կապվեք իմ/մեր գործընկեր*; դիմեք գործընկեր*"
    ),
    meeting=(
        "զանգահարեք; զանգեք ինձ; զանգիր ինձ; կարող ենք խոսել/հանդիպել/զրուցել; եկեք խոսենք/հանդիպենք; հանդիպում; "
        "հանդիպենք; երբ … ժամանակ/հարմար; ինձ հարմար է; հեռախոսազանգ; զրույց"
    ),
    interest=(
        "հետաքրքրված եմ; հետաքրքրված ենք; ինձ/մեզ հետաքրքրում է; հետաքրքիր է; լավ է հնչում; հետաքրքիր է հնչում; "
        "այո խնդրում; այո շնորհակալություն; սիրով; մեծ սիրով; իհարկե; կցանկանայի; կցանկանայինք; կուզենայի"
    ),
    question=(
        "լրացուցիչ տեղեկություն*; ավելի շատ տեղեկություն*; մանրամասներ; ավելի մանրամասն; ինչ արժե; որքան արժե; "
        "որն է գինը; գինը; գնացուցակ; ուղարկեք … գնացուցակ*/առաջարկ*/տեղեկություն*/կատալոգ*; կարող եք ուղարկել; "
        "առաջարկ"
    ),
    referral="փոխանցում եմ; փոխանցել եմ; կփոխանցեմ; վերահասցեագր*",
    negation="չէ; ոչ; մի; առանց; երբեք; չեմ; չենք; չի",
)

GEORGIAN = Language(
    code="ka",
    wrote="დაწერა; წერს:; მოგწერათ; წერდა; წერილი დაწერა",
    sender="ვისგან; გამგზავნი; გამომგზავნი",
    sent="გაგზავნილია; თარიღი; გაგზავნის თარიღი; გაიგზავნა",
    to="ვის; მიმღები; ადრესატი; ასლი",
    subject="თემა; სათაური",
    original="ორიგინალი შეტყობინება; გადაგზავნილი შეტყობინება; საწყისი შეტყობინება; გადამისამართებული შეტყობინება",
    device="გაგზავნილია ჩემი; გამოგზავნილია ჩემი; გაგზავნილია iphone; გამოგზავნილია",
    months=(
        "იანვარი იანვრის იანვარს იანვრამდე იანვრიდან იან; თებერვალი თებერვლის თებერვალს თებერვლამდე თებერვლიდან თებ; "
        "მარტი მარტის მარტს მარტამდე მარტიდან მარ; აპრილი აპრილის აპრილს აპრილამდე აპრილიდან აპრ; "
        "მაისი მაისის მაისს მაისამდე მაისიდან მაი; ივნისი ივნისის ივნისს ივნისამდე ივნისიდან ივნ; "
        "ივლისი ივლისის ივლისს ივლისამდე ივლისიდან ივლ; აგვისტო აგვისტოს აგვისტომდე აგვისტოდან აგვ; "
        "სექტემბერი სექტემბრის სექტემბერს სექტემბრამდე სექტემბრიდან სექ; "
        "ოქტომბერი ოქტომბრის ოქტომბერს ოქტომბრამდე ოქტომბრიდან ოქტ; "
        "ნოემბერი ნოემბრის ნოემბერს ნოემბრამდე ნოემბრიდან ნოე; "
        "დეკემბერი დეკემბრის დეკემბერს დეკემბრამდე დეკემბრიდან დეკ"
    ),
    weekdays=(
        "ორშაბათი ორშაბათს ორშ; სამშაბათი სამშაბათს სამ; ოთხშაბათი ოთხშაბათს ოთხ; ხუთშაბათი ხუთშაბათს ხუთ; "
        "პარასკევი პარასკევს პარ; შაბათი შაბათს შაბ; კვირა კვირას კვი"
    ),
    until="მდე; ჩათვლით",
    back="დავბრუნდები; ვბრუნდები; დაბრუნების; დაბრუნება; ისევ ვიქნები; ოფისში ვიქნები",
    automatic="ავტომატური პასუხი; ავტოპასუხი; ავტომატური შეტყობინება; შვებულება; ოფისში არ ვარ; შვებულებაში",
    away=(
        "შვებულებაში ვარ; ვარ შვებულებაში; შვებულებაში ვიქნები; ვიმყოფები შვებულებაში; ოფისში არ ვარ; არ ვარ ოფისში; "
        "ოფისში არ ვიქნები; მივლინებაში ვარ; ვარ მივლინებაში; ბიულეტენზე ვარ; დეკრეტულ შვებულებაში; "
        "ავადმყოფობის გამო; შეზღუდული წვდომა"
    ),
    absent=(
        "შვებულება; შვებულებაში; მივლინება; ავადმყოფობ; დახურულია; ტრენინგზე; კონფერენციაზე; გამოფენაზე; არ ვარ; დეკრეტ; უქმე"
    ),
    received=(
        "თქვენი წერილი მივიღეთ; მივიღეთ თქვენი; თქვენი მოთხოვნა მიღებულია; თქვენი შეტყობინება მიღებულია; "
        "გმადლობთ რომ დაგვიკავშირდით; მადლობა რომ დაგვიკავშირდით; გმადლობთ მომართვისთვის; მადლობა მომართვისთვის; "
        "თქვენი მოთხოვნა დარეგისტრირ"
    ),
    ticket=(
        "მოთხოვნის ნომერი; ბილეთის ნომერი; განაცხადის ნომერი; ავტომატური პასუხი; ავტომატურად; არ უპასუხოთ; "
        "ნუ უპასუხებთ; ავტომატური შეტყობინება"
    ),
    promise="უახლოეს დროში; საათის განმავლობაში",
    departed=(
        "აღარ ვმუშაობ; აღარ მუშაობს; დატოვა კომპანია; კომპანია დავტოვე; კომპანია დატოვა; პენსიაზე გავიდა; "
        "პენსიაზე გავედი; აღარ გამოიყენება; აღარ არის აქტიური; სამსახურიდან წავიდა"
    ),
    moved=("ახალი მისამართი; ჩემი ახალი მისამართი; ახალი ელფოსტა; ახალი ელ ფოსტა; მისამართი შეიცვალა; მისამართი შევიცვალე"),
    challenge="დაადასტურეთ შეტყობინება; დააჭირეთ რომ მიწოდ; არ ხართ რობოტი; რომ რობოტი არ ხართ; გამგზავნის შემოწმება",
    stop=(
        "წამშალეთ; ამომშალეთ; წამშალოთ; ამომშალოთ; ამომიღოთ; ამომიღეთ სიიდან; ამომიღეთ; ამომშალე; ნუღარ "
        "მომწერთ; აღარ მომწეროთ; ნუ მომწერთ; "
        "ნუ მწერთ; აღარ მწეროთ; ნუღარ გამომიგზავნით; აღარ გამომიგზავნოთ; აღარ დამიკავშირდეთ; ნუ დამიკავშირდებით; "
        "აღარ მსურს მივიღო; არ მსურს მივიღო; აღარ მინდა მივიღო; არ მინდა თქვენი წერილები; შეწყვიტეთ გამოგზავნა; "
        "შეწყვიტეთ მოწერა; აღარ მინდა თქვენი წერილები; აღარ შემაწუხოთ"
    ),
    stop_alone="გამოწერის გაუქმება; წამშალეთ; ამომშალეთ; შეწყვიტეთ; სტოპ; გააუქმეთ გამოწერა; ამომიღეთ",
    refusal=(
        "არ მაინტერესებს; არ გვაინტერესებს; არა მადლობა; არა გმადლობთ; მადლობა არა; არ გვჭირდება; არ მჭირდება; "
        "ამ ეტაპზე არა; ამჟამად არა; უკვე გვაქვს; სამწუხაროდ არა; ჩვენთვის არ არის; ბიუჯეტი არ გვაქვს; "
        "დაინტერესებული არ ვარ; არ ვარ დაინტერესებული"
    ),
    wrong=(
        "არ ვარ სწორი ადამიანი; მე არ ვარ პასუხისმგებელი; შეცდომით მომწერეთ; ჩემი სფერო არ არის; მიმართეთ ჩემს; "
        "დაუკავშირდით ჩემს; ეს მე არ მეხება"
    ),
    meeting=(
        "დამირეკეთ; დამირეკე; შეგვიძლია ვისაუბროთ; შეგვიძლია შევხვდეთ; შევხვდეთ; ვისაუბროთ; შეხვედრა; "
        "როდის გაქვთ დრო; როდის გცალიათ; მაწყობს; დავნიშნოთ; სატელეფონო ზარი"
    ),
    interest=(
        "მაინტერესებს; გვაინტერესებს; დაინტერესებული ვარ; დაინტერესებული ვართ; კარგად ჟღერს; საინტერესოა; "
        "საინტერესოდ ჟღერს; დიახ გთხოვთ; დიახ მადლობა; სიამოვნებით; რა თქმა უნდა; მსურს გავიგო; ვისურვებდი"
    ),
    question=(
        "მეტი ინფორმაცია; დამატებითი ინფორმაცია; დეტალები; რა ღირს; რა ფასი; რამდენი ღირს; გამომიგზავნეთ ფასები; "
        "გამომიგზავნეთ შეთავაზება; გამომიგზავნეთ კატალოგი; გამომიგზავნეთ ინფორმაცია; შეგიძლიათ გამომიგზავნოთ; "
        "ფასების სია; შეთავაზება"
    ),
    referral="გადავუგზავნე; გადავუგზავნი; გადავცემ; გადავეცი; გადავამისამართ*",
    negation="არ; არა; აღარ; ნუ; ვერ; გარეშე",
)

AZERBAIJANI = Language(
    code="az",
    wrote="yazdı; yazıb; tarixində yazdı; yazmışdır; belə yazdı",
    sender="kimdən; göndərən",
    sent="göndərilib; tarix; göndərildi; göndərilmə tarixi",
    to="kimə; alıcı; surət",
    subject="mövzu",
    original="orijinal mesaj; yönləndirilmiş mesaj; ilkin mesaj; orijinal məktub; yönləndirilən mesaj",
    device="mənim … göndərilib; iphone-dan göndərilib; telefonumdan göndərilib; outlook-u əldə et; göndərilib",
    months=(
        "yanvar yanvarda yanvarın yanvara yanvaradək yan; fevral fevralda fevralın fevrala fevraladək fev; "
        "mart martda martın marta martadək mar; aprel apreldə aprelin aprelə aprelədək apr; may mayda mayın maya mayadək; "
        "iyun iyunda iyunun iyuna iyunadək iyn; iyul iyulda iyulun iyula iyuladək iyl; avqust avqustda "
        "avqustun avqusta avqustadək avq; "
        "sentyabr sentyabrda sentyabrın sentyabra sentyabradək sen; oktyabr oktyabrda oktyabrın oktyabra oktyabradək okt; "
        "noyabr noyabrda noyabrın noyabra noyabradək noy; dekabr dekabrda dekabrın dekabra dekabradək dek"
    ),
    weekdays="bazar-ertəsi; çərşənbə-axşamı; çərşənbə; cümə-axşamı; cümə; şənbə; bazar",
    until="qədər; dək; kimi",
    back="qayıdacağam; qayıdıram; qayıdış; yenidən; işə qayıdacağam; işdə olacağam",
    automatic=("avtomatik cavab; avtomatik mesaj; ofisdə deyiləm; məzuniyyət; məzuniyyətdə; ofisdən kənarda; məzuniyyətdəyəm"),
    away=(
        "məzuniyyətdəyəm; məzuniyyətdə olacağam; ofisdə deyiləm; ofisdə olmayacağam; ofisdən kənardayam; "
        "işdə olmayacağam; ezamiyyətdəyəm; ezamiyyətdə olacağam; xəstəyəm; analıq məzuniyyətində*; əlçatan deyiləm; "
        "məhdud giriş"
    ),
    absent=("məzuniyyət*; ezamiyyət*; xəstə*; bağlıdır; təlimdə*; konfrans*; sərgi*; ofisdə deyiləm; olmayacağam; bayram*"),
    received=(
        "müraciətiniz qəbul/qeydə; müraciətinizi aldıq; mesajınızı aldıq; mesajınız qəbul; məktubunuzu aldıq; "
        "sorğunuz qəbul/qeydə/yaradıldı; bizimlə əlaqə saxladığınız üçün; bizə yazdığınız üçün; "
        "müraciətiniz üçün təşəkkür; mesajınız üçün təşəkkür"
    ),
    ticket=(
        "müraciət nömrəsi; sorğu nömrəsi; bilet nömrəsi; istinad nömrəsi; avtomatik cavab; avtomatik; cavab verməyin; "
        "avtomatik mesaj"
    ),
    promise="ən qısa zamanda; ən qısa müddətdə; saat ərzində; iş günü ərzində",
    departed=(
        "artıq … işləmirəm/işləmir; artıq işləmir; daha … işləmir/işləmirəm; artıq burada işləmir; şirkətdən ayrılıb; "
        "şirkətdən ayrılmışam; işdən çıxıb; işdən çıxmışam; təqaüdə çıxıb; təqaüdə çıxmışam; artıq istifadə olunmur; "
        "artıq aktiv deyil"
    ),
    moved=("yeni ünvan*; yeni e-poçt*; mənim yeni ünvanım; yeni elektron poçt*; ünvanım dəyişib; e-poçtum dəyişib; yeni email*"),
    challenge=("mesajı təsdiqləyin; klikləyin … çatdırıl*; robot olmadığınızı; göndərəni yoxlama; insan olduğunuzu təsdiq*"),
    stop=(
        "məni/bizi … silin/çıxarın/sil/çıxar; ünvanımı/e-poçtumu/adımı … silin/çıxarın; siyahıdan … silin/çıxarın; "
        "mənə/bizə … yazmayın/göndərməyin/yazma/göndərmə; bir daha … yazmayın/göndərməyin/yazma; daha yazmayın; "
        "məni/bizi narahat etməyin; mənimlə/bizimlə əlaqə saxlamayın; almaq istəmirəm/istəmirik; "
        "məktub/mesaj/e-poçt … istəmirəm/istəmirik; göndərməyi/yazmağı dayandırın; artıq göndərməyin"
    ),
    stop_alone="abunəlikdən çıx; abunəni ləğv et; dayandır; dayandırın; məni silin; silin; abunəlikdən çıxmaq",
    refusal=(
        "maraqlanmıram; maraqlanmırıq; maraqlı deyil; maraqlı deyilik; bizi/məni maraqlandırmır; yox təşəkkür*; "
        "xeyr təşəkkür*; təşəkkürlər amma yox; ehtiyacımız yoxdur; ehtiyacım yoxdur; lazım deyil; hazırda yox; "
        "indilik yox; artıq varımız; bizdə artıq var; təəssüf ki yox; büdcəmiz yoxdur; bizə uyğun deyil"
    ),
    wrong=(
        "düzgün şəxs deyiləm; doğru şəxs deyiləm; səhv adam; səhv şəxs; mənim sahəm deyil; müraciət edin həmkar*; "
        "həmkarım*; bu mənlik deyil; cavabdeh deyiləm"
    ),
    meeting=(
        "mənə zəng edin; zəng edin; zəng vurun; danışa/görüşə bilərik; danışaq; görüşək; görüş; görüş təyin; "
        "nə vaxt … vaxtınız/danışa/görüşə; mənə uyğundur; uyğundur; zəngləşək; telefonla danışaq"
    ),
    interest=(
        "maraqlıdır; məni/bizi maraqlandırır; maraqlanıram; maraqlanırıq; yaxşı səslənir; maraqlı səslənir; "
        "bəli zəhmət olmasa; bəli təşəkkür*; məmnuniyyətlə; əlbəttə; istərdim; istərdik; çox maraqlı"
    ),
    question=(
        "daha ətraflı; ətraflı məlumat; əlavə məlumat; daha çox məlumat; neçəyədir; qiyməti nə; qiyməti neçə*; "
        "nə qədərdir; qiymət siyahısı; göndərin … təklif*/qiymət*/məlumat*/kataloq*; təklifinizi göndərin; "
        "göndərə bilərsiniz; kataloq; qiymətlər"
    ),
    referral="yönləndirirəm; yönləndirdim; yönləndirəcəyəm; ötürürəm; ötürdüm",
    negation="deyil; yox; heç; heç vaxt; deyiləm; deyilik",
)


ALL = (CATALAN, ROMANIAN, ALBANIAN, BASQUE, ARMENIAN, GEORGIAN, AZERBAIJANI)
