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
        emailwork emailprimary emailpersonal personalemail professionalemail emails courriel
        emailadresse mailadresse emailgeschaftlich adressemail adresseemail adressedemessagerie adresseelectronique
        correo correoelectronico direcciondecorreo direcciondecorreoelectronico emailcorreo
        enderecodeemail enderecoemail correioeletronico indirizzoemail indirizzodipostaelettronica
        postaelettronica emailadres mailadres epost epostadress epostadresse epostadresser sahkoposti sahkopostiosoite
        adresemail adrespocztyelektronicznej emailovaadresa emailcim epostacim eposta epostaadresi epastas adresaemail
        adresadeemail emailaadress elpastas elpastoadresas ηλεκτρονικηδιευθυνση ηλεκτρονικοταχυδρομειο
        διευθυνσηemail почта эпочта электроннаяпочта адресэлектроннойпочты адресэлпочты электроннаяпошта
        электроннийадрес електроннапошта
        имейл имейладрес メール メールアドレス eメール eメールアドレス 電子メール 電子メールアドレス
        邮箱 邮箱地址 电子邮件 电子邮箱 电子邮件地址 邮件地址 電子郵件 電子郵件地址 電郵 電郵地址 信箱 이메일 이메일주소
        메일주소 전자메일 البريدالالكتروني
        البريدالإلكتروني الايميل דואראלקטרוני אימייל מייל
        ईमेल อีเมล diachiemail thudientu alamatemail surel""",
    "first_name": """
        firstname first givenname forename fname vorname prenom nombre nombres primernombre nome primeironome voornaam
        fornavn fornamn etunimi imie jmeno meno krestnijmeno keresztnev utonev prenume adi ime osobnoime vardas vards
        eesnimi ονομα имя імя име 名 名前 下の名前 名字 이름 الاسمالاول שםפרטי namadepan""",
    "last_name": """
        lastname last surname familyname lname nachname familienname nomdefamille nom apellido apellidos primerapellido
        sobrenome apelido ultimonome cognome achternaam efternavn etternavn efternamn sukunimi nazwisko prijmeni priezvisko
        vezeteknev csaladnev numedefamilie soyad soyadi soyisim prezime priimek pavarde uzvards perekonnanimi επωνυμο
        επιθετο фамилия прізвище фамилно 姓 苗字 성 اسمالعائلة שםמשפחה namabelakang""",
    "company_name": """
        company companyname organization organisation organizationname organisationname organization1name account accountname
        employer businessname currentcompany firma firmenname unternehmen entreprise societe nomdelentreprise raisonsociale
        empresa nombredelaempresa compania nomedaempresa azienda societa bedrijf bedrijfsnaam virksomhed virksomhet foretag
        yritys nazwafirmy spolecnost firmaneve cegnev companie sirket sirketadi tvrtka podjetje imone uznemums ettevote
        εταιρεια компания організація компанія 会社 会社名 公司 公司名称 公司名稱 单位 회사 회사명 الشركة
        חברה congty perusahaan""",
    "company_domain": "companydomain domain companydomainname domainname",
    "job_title": """
        jobtitle position role organization1title organizationtitle designation currenttitle title
        funktion berufsbezeichnung stellenbezeichnung poste fonction intituleduposte cargo puesto profesion funcao qualifica
        ruolo mansione functie functietitel stilling befattning tehtavanimike stanowisko pozice pozicia beosztas functia
        unvan pozisyon radnomjesto pareigos amats ametikoht θεση должность посада 役職 肩書き 職種 职位 职务 職稱 職位
        직책 직함 المسمىالوظيفي תפקיד chucdanh jabatan""",
    "phone": """
        phone phonenumber mobile telephone mobilephone phone1value cellphone tel telefon telefonnummer mobil handy telefono
        telefonomovil movil celular telefone telemovel cellulare telefoon mobiel puhelin telefonszam телефон 電話 電話番号 电话
        手机 電話號碼 전화 휴대폰 الهاتف טלפון dienthoai telepon""",
    "website": """
        website companywebsite web homepage companyurl url websiteurl webseite internetseite siteweb siteinternet sitioweb
        paginaweb sitoweb hjemmeside webbplats hemsida kotisivu stronainternetowa weboldal сайт вебсайт ウェブサイト
        网站 網站 웹사이트""",
    "location": """
        location city town ort stadt wohnort ville localite ciudad cidade citta plaats woonplaats stad kaupunki miasto mesto
        varos oras sehir город місто град 市 城市 도시 المدينة עיר""",
    "linkedin_url": """
        linkedin linkedinurl linkedinprofile linkedinprofileurl profileurl personlinkedinurl contactlinkedinurl linkedinlink
        linkedinbio""",
    "source": "source leadsource quelle herkunft fuente origine fonte bron zrodlo источник",
}
# What stands around such a word without changing it: Contact Email, Person - Email - Work, E-mail 1 - Value, E-Mail (required).
_BEFORE = ("contact", "person", "lead", "prospect", "recipient", "customer", "subscriber", "primary", "work", "your", "kontakt")
_BEHIND = ("value", "work", "primary", "address", "1")
_NUMBERED = re.compile(r"^\s*\d{1,3}[.):]\s+")
_ASIDE = re.compile(r"[(\[（].*?[)\]）]")


def field_of(heading: str) -> tuple[str, int] | None:
    """The field that a heading names, and how exactly (0: best); None for a heading of one's own."""
    word = _plain(_ASIDE.sub(" ", _NUMBERED.sub("", heading))) or _plain(heading)
    if "." in heading and word not in _FIELDS:  # a path: properties.email
        word = _plain(heading.rstrip(". ").rpartition(".")[2])
    return _FIELDS.get(word) or next(filter(None, map(_FIELDS.get, _cores(word))), None)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
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


def fields_of(header: Sequence[str]) -> list[str | None]:
    """The field of each column by its heading; where several name one field, the most exact has it, and of these the first."""
    found = [field_of(heading) for heading in header]
    best: dict[str, tuple[int, int]] = {}
    for at, each in enumerate(found):
        if each is not None:
            best[each[0]] = min((each[1], at), best.get(each[0], (each[1], at)))
    return [each[0] if each is not None and best[each[0]][1] == at else None for at, each in enumerate(found)]
