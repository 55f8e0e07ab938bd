"""Which field of a lead the heading of a column names, in the languages in which people keep tables."""

import re
import unicodedata
from collections.abc import Sequence

# Per field: what its headings say, without case, accents, spaces and punctuation. The more exact ones come first: they count
# where a table has several. Sources: the exports of Google, Outlook, LinkedIn, HubSpot, Salesforce, Pipedrive and Apollo, and
# the same words in the languages of Outlook.
_HEADINGS = {
    "email": """
        email emailaddress workemail primaryemail businessemail emailid email1 email1value emailaddress1 mail mailaddress
        emailwork emailprimary emailpersonal personalemail professionalemail emails courriel emailadresse mailadresse
        emailgeschaftlich adressemail adresseemail adressedemessagerie adresseelectronique correo correoelectronico
        direcciondecorreo direcciondecorreoelectronico emailcorreo enderecodeemail enderecoemail correioeletronico
        indirizzoemail indirizzodipostaelettronica postaelettronica emailadres mailadres epost epostadress epostadresse
        epostadresser sahkoposti sahkopostiosoite adresemail adrespocztyelektronicznej emailovaadresa emailcim epostacim
        eposta epostaadresi epastas adresaemail adresadeemail emailaadress elpastas elpastoadresas ηλεκτρονικηδιευθυνση
        ηλεκτρονικοταχυδρομειο διευθυνσηemail почта эпочта электроннаяпочта адресэлектроннойпочты адресэлпочты
        электроннаяпошта электроннийадрес електроннапошта имейл имейладрес メール メールアドレス eメール eメールアドレス
        電子メール 電子メールアドレス 邮箱 邮箱地址 电子邮件 电子邮箱 电子邮件地址 邮件地址 電子郵件 電子郵件地址 電郵
        電郵地址 信箱 이메일 이메일주소 메일주소 전자메일 البريدالالكتروني البريدالإلكتروني الايميل דואראלקטרוני אימייל מייל
        ईमेल อีเมล diachiemail thudientu alamatemail surel proemail emailpro mailpro emailprofessionnel
        adressemailprofessionnelle premiereadresseelectronique primareemailadresse hauptemailadresse geschaftlicheemailadresse
        emailsprimaryemail addressemail elmail emailaddresse finalemail indirizzopostaelettronica indirizzomail mailaziendale
        emailaziendale correocorporativo correoprofesional emailcorporativo enderecodecorreioeletronico emailprofissional
        zakelijkemailadres zakelijkeemail mailadress mailadresser epostaadres tyosahkoposti adresmailowy mailowyadres
        sluzbowyemail pracovniemail διευθυνσηηλεκτρονικουταχυδρομειου рабочаяпочта рабочийemail адресемейл робочапошта
        업무이메일 업무용이메일 会社メール 公司邮箱 工作邮箱 工作邮件 عنوانالبريدالالكتروني بريدالكتروني دואל כתובתדואל דואל
        כתובתאימייל כתובתמייל ईमेलपता diachithudientu useremail emailaddressother epostninaslov adresaeposte имејл имејладреса
        epostiaadress epastaadrese correuelectronic adrecaelectronica ที่อยู่อีเมล""",
    "first_name": """
        firstname first givenname forename fname vorname prenom nombre nombres primernombre nome primeironome voornaam fornavn
        fornamn etunimi imie jmeno meno krestnijmeno keresztnev utonev prenume adi ime osobnoime vardas vards eesnimi ονομα
        имя імя име 名 名前 下の名前 名字 이름 الاسمالاول שםפרטי namadepan namefirstname primeronombre rufname isim ชื่อ""",
    "last_name": """
        lastname last surname cognoms familyname lname nachname familienname nomdefamille nom apellido apellidos
        primerapellido sobrenome apelido ultimonome cognome achternaam efternavn etternavn efternamn sukunimi nazwisko
        prijmeni priezvisko vezeteknev csaladnev numedefamilie soyad soyadi soyisim prezime priimek pavarde uzvards
        perekonnanimi επωνυμο επιθετο фамилия прізвище фамилно 姓 苗字 성 اسمالعائلة שםמשפחה namabelakang namelastname zuname
        nume cognom ultimoapelido презиме นามสกุล""",
    "company_name": """
        company companyname organization organisation organizationname organisationname organization1name account accountname
        employer businessname currentcompany firma firmenname unternehmen entreprise societe nomdelentreprise raisonsociale
        empresa nombredelaempresa compania nomedaempresa azienda societa bedrijf bedrijfsnaam virksomhed virksomhet foretag
        yritys nazwafirmy spolecnost firmaneve cegnev companie sirket sirketadi tvrtka podjetje imone uznemums ettevote
        εταιρεια компания організація компанія 会社 会社名 公司 公司名称 公司名稱 单位 회사 회사명 الشركة חברה congty
        perusahaan companyaccount unternehmensname firmenbezeichnung arbeitgeber kontoname nomentreprise nomdelasociete
        organisme employeur organizacion empresaorganizacion razonsocial nombreempresa nomeempresa razaosocial organizacao
        organizzazione ragionesociale nomeazienda organisatie organisatienaam organisationsnamn foretagsnamn firmanavn
        virksomhedsnavn yrityksennimi organizacja nazwaspolki organizace nazevspolecnosti nazevfirmy organizacia ceg szervezet
        organizatie firmaadi sirketismi organizasyon οργανισμος επωνυμια организация названиекомпании названиеорганизации
        назвакомпанії 企業名 企業 勤務先 机构 公司名 企业名称 企業名稱 업체명 기업명 اسمالشركة שםחברה שםהחברה tencongty
        namaperusahaan spolocnost компанија предузеће фирма บริษัท uznemuma imones""",
    "company_domain": "companydomain domain companydomainname domainname",
    "job_title": """
        jobtitle position role organization1title organizationtitle designation currenttitle title funktion berufsbezeichnung
        stellenbezeichnung poste fonction intituleduposte cargo puesto profesion funcao qualifica ruolo mansione functie
        functietitel stilling befattning tehtavanimike stanowisko pozice pozicia beosztas functia isunvani unvan pozisyon
        radnomjesto pareigos amats ametikoht θεση должность посада 役職 肩書き 職種 职位 职务 職稱 職位 직책 직함
        المسمىالوظيفي תפקיד chucdanh jabatan currentjob currentjobtitle currentposition linkedinjobtitle jobposition jobrole
        jobtitel tatigkeit arbeitstitel stellentitel titredeposte postecourant cargolaboral puestodetrabajo posizione
        posizionelavorativa titolodilavoro jobtitolo titulodocargo functieomschrijving stillingsbetegnelse titelstilling
        tyonimike yrkestitel funkcja stanowiskopracy funkce pracovnipozice funkcia pozicie munkakor gorev gorevi
        τιτλοςεργασιας профессия работнапозиция ポジション 頭銜 岗位 직급 المنصب chucvu длъжност позиција polozaj ตำแหน่ง
        carrec amata""",
    "phone": """
        phone phonenumber mobile telephone mobilephone phone1value cellphone tel telefon telefonnummer mobil handy telefono
        telefonomovil movil celular telefone telemovel cellulare telefoon mobiel puhelin telefonszam телефон 電話 電話番号
        电话 手机 電話號碼 전화 휴대폰 الهاتف טלפון dienthoai telepon mobilenumber mobileno mobilephonenumber workphone
        businessphone directphone directphonenumber officephone directdial phone1 phoneno telephonenumber cellnumber
        contactnumber phonesprimaryphonenumber primaryphone mobiltelefon mobilnummer mobiltelefonnummer handynummer telefonnr
        telefongeschaftlich geschaftlichtelefon telefonmobil numerodetelephone telephoneprofessionnel telephoneportable
        telephonemobile portable telmobile telprofessionnel numerodetelefono numerodetelefone telefonofijo telefonodeltrabajo
        telefonedaempresa telefoneprofissional numerodicellulare numeroditelefono telefonnumero telefoonnummer mobieletelefoon
        mobielnummer telefoonopwerk telefonarbete telefonarbejde telefonarbeid mobilnr matkapuhelin matkapuhelinnumero
        puhelinnumero tyopuhelin telefonkomorkowy numertelefonu telefonsluzbowy komorka mobilnitelefon telefonnicislo
        telefondozamestnani mobilnytelefon mobiltelefonszam mobilszam numardetelefon telefonnumarasi ceptelefonu ceptel
        istelefonu τηλεφωνο κινητο κινητοτηλεφωνο αριθμοςτηλεφωνου рабочийтелефон мобильныйтелефон телефонпереносной
        номертелефона мобільний мобільнийтелефон номертелефону 携帯 携帯電話 携帯番号 会社電話 移动电话 手机号 手机号码
        商务电话 联系电话 行動電話 手機 휴대폰번호 휴대전화 전화번호 연락처 رقمالهاتف الجوال رقمالجوال נייד טלפוןנייד
        מספרטלפון sodienthoai nomortelepon notelepon nohp talrunis telefonas mobilusis โทรศัพท์ เบอร์โทร telefonskastevilka
        brojtelefona""",
    "website": """
        website companywebsite web homepage companyurl url websiteurl webseite internetseite siteweb siteinternet sitioweb
        paginaweb sitoweb hjemmeside webbplats hemsida kotisivu stronainternetowa weboldal сайт вебсайт ウェブサイト 网站 網站
        웹사이트 webpage webpage1 website1 website1value websiteaddress webaddress companywebsiteurl websiteurl1 webadresse
        webseite1 siteweb1 pageweb urldusiteweb sitedelentreprise paginainternet urldelsitioweb urldosite paginaweb1
        sitointernet webpagina webbsida webside nettside hjemmesideurl websivu stronawww stronasieciweb www webovastranka
        webovestranky webstranka honlap websitesi websayfasi ιστοσελιδα ιστοτοπος вебстраница вебсторінка сайткомпании
        webページ ホームページ 网页 公司网站 网址 網址 홈페이지 الموقعالالكتروني الموقع אתר trangweb situsweb""",
    "location": """
        location city town ort stadt wohnort ville localite ciudad cidade citta plaats woonplaats stad kaupunki miasto mesto
        varos oras sehir город місто град 市 城市 도시 المدينة עיר mailingcity personcity addresscity businesscity contactcity
        contactlocation ortgeschaftlich villebureau localidad localidade comune miejscowosc obec helység sehirilce πολη kota
        thanhpho pilseta miestas linn ciutat เมือง""",
    "linkedin_url": """
        linkedin linkedinurl linkedinprofile linkedinprofileurl defaultprofileurl profileurl personlinkedinurl
        contactlinkedinurl linkedinlink linkedinbio linkedinurlpublic publiclinkedinurl linkedinpublicurl
        linkedinpublicprofileurl publicprofileurl linkedinpersonurl linkedinpersonalurl linkedincontactprofileurl
        contactliprofileurl linkedinlinkurl prospectlinkedinurl leadlinkedinurl linkedincontacturl linkedinmemberurl
        linkedinprofil linkedinprofillink lienlinkedin profillinkedin perfillinkedin perfildelinkedin profilolinkedin
        profilelink linkedinprofilelink linkedinprofilepage""",
    "source": "source leadsource quelle herkunft fuente origine fonte bron zrodlo источник",
}
# What stands around such a word without changing it: Contact Email, Person - Email - Work, E-mail 1 - Value, E-Mail (required).
# A street follows in "Company Address": "address" belongs only to the words for email above.
_BEFORE = (
    "contact", "person", "lead", "prospect", "recipient", "customer", "subscriber", "invitee", "attendee", "primary", "verified",
    "work", "your", "whatsyour", "whatisyour", "kontakt",
)  # fmt: skip
_BEHIND = ("value", "work", "primary", "1")
_NUMBERED = re.compile(r"^\s*\d{1,3}[.):]\s+")
_ASIDE = re.compile(r"[(\[（].*?[)\]）]")


_PRIVATE = re.compile(r"priva|person|home|domicil|\bcasa\b|prywatn|личн|домашн", re.IGNORECASE)


def field_of(heading: str) -> tuple[str, int] | None:
    """The field that a heading names, and how exactly (0: best); None for a heading of one's own."""
    word = _plain(_ASIDE.sub(" ", _NUMBERED.sub("", heading))) or _plain(heading)
    if "." in heading and word not in _FIELDS:  # a path: properties.email
        word = _plain(heading.rstrip(". ").rpartition(".")[2])
    if exact := _FIELDS.get(word):
        is_private = any(map(_PRIVATE.search, _ASIDE.findall(heading)))  # E-Mail (privat)
        return exact[0], 2 * exact[1] + is_private
    if core := next(filter(None, map(_FIELDS.get, _cores(word))), None):
        return core[0], 2 * core[1] + 1
    return None


_SAME = str.maketrans("ıđ", "id")  # letters that are written without their sign where a keyboard lacks it


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold()).translate(_SAME)
    return unicodedata.normalize("NFC", "".join(c for c in letters if c.isalnum()))


_FIELDS = {
    _plain(word): (name, rank)
    for name, text in reversed(_HEADINGS.items())
    for rank, word in reversed([*enumerate(text.split())])
}


def _cores(word: str) -> list[str]:
    """The word without what stands around it."""
    inner = [word.removeprefix(before) for before in _BEFORE if word.startswith(before)]
    return [core.removesuffix(behind) for core in (*inner, word) for behind in ("", *_BEHIND) if core.endswith(behind)]


# Words that name a field only beside another one: "Name" beside "Vorname" is the family name, by itself it is the whole name.
_BESIDE_EACH_OTHER = (
    ("name", "last_name", "vorname"),
    ("naam", "last_name", "voornaam"),
    ("namn", "last_name", "förnamn"),
    ("navn", "last_name", "fornavn"),
    ("nimi", "last_name", "etunimi"),
    ("ad", "first_name", "soyad soyadı soyisim"),
    ("tên", "first_name", "họ"),
    ("họ", "last_name", "tên"),
)
_BESIDE = {_plain(word): (field, frozenset(map(_plain, others.split()))) for word, field, others in _BESIDE_EACH_OTHER}


def fields_of(header: Sequence[str]) -> list[str | None]:
    """The field of each column by its heading; where several name one field, the most exact has it, and of these the first."""
    found = [field_of(heading) for heading in header]
    words = [_plain(heading) for heading in header]
    for at, word in enumerate(words):
        if found[at] is None and word in _BESIDE and not _BESIDE[word][1].isdisjoint(words):
            found[at] = _BESIDE[word][0], _LEAST
    best: dict[str, tuple[int, int]] = {}
    for at, each in enumerate(found):
        if each is not None:
            best[each[0]] = min((each[1], at), best.get(each[0], (each[1], at)))
    return [each[0] if each is not None and best[each[0]][1] == at else None for at, each in enumerate(found)]


_LEAST = 1_000_000  # of how exactly a heading names its field
