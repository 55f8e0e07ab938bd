"""What the sandbox's prospects write, in four languages; `{sender}` is who is answered, `{me}` who writes."""

from dataclasses import dataclass

TEXTS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "reply": (
            "Hi {sender},\n\nThanks for writing. Which teams do you usually work with?\n\nBest,\n{me}",
            "Hello {sender},\n\nGot your note. Could you tell me a bit more about how this works?\n\n{me}",
            "{sender}, how did you come across us?\n\n{me}",
        ),
        "reply_again": (
            "Thanks, that helps. I will pass it on to the team.\n\n{me}",
            "Understood, thank you for explaining.\n\n{me}",
        ),
        "interested": (
            "Hi {sender},\n\nThis is interesting. Could you send me pricing and a short overview?\n\nBest regards,\n{me}",
            "Hello {sender},\n\nGood timing, we are looking at this right now. I would like to learn more.\n\n{me}",
            "Sounds good, {sender}. What would the next step be?\n\nCheers,\n{me}",
        ),
        "interested_again": (
            "Great, thank you. Tuesday at 10 works for me, please send an invite.\n\n{me}",
            "Perfect, that answers it. Let's talk next week.\n\n{me}",
        ),
        "meeting": (
            "Hi {sender},\n\nHappy to talk. Does Thursday at 3 pm work for a 20-minute call?\n\n{me}",
            "Yes, let's book a meeting. Please send me your calendar link.\n\nThanks,\n{me}",
        ),
        "meeting_again": ("Confirmed, see you then.\n\n{me}", "Thanks, I have accepted the invite.\n\n{me}"),
        "notinterested": (
            "Hi {sender},\n\nThanks, but we are not interested at the moment.\n\n{me}",
            "No thanks. We already have a solution for this.\n\n{me}",
            "Not a fit for us, sorry.\n\n{me}",
        ),
        "wrongperson": (
            "Hi {sender},\n\nI am not the right person for this. Please contact our purchasing team.\n\n{me}",
            "I no longer work in that department, you may want to ask my colleague.\n\n{me}",
        ),
        "unsubscribe": (
            "Please remove me from your list.\n\n{me}",
            "Unsubscribe me please.",
            "Stop emailing me. Take me off your mailing list.\n\n{me}",
        ),
        "slow": (
            "Hi {sender},\n\nSorry for the late answer, I was buried in work. Is this still on?\n\n{me}",
            "Apologies for the delay, {sender}. Could you send more information?\n\n{me}",
        ),
        "ooo": (
            "Hello,\n\nThank you for your message. I am out of the office until {back}"
            " and will answer when I return.\n\nKind regards,\n{me}",
            "I am on annual leave with limited access to email. I will be back on {back}.\n\n{me}",
        ),
    },
    "de": {
        "reply": (
            "Hallo {sender},\n\ndanke für Ihre Nachricht. Können Sie mir mehr dazu schreiben?\n\nViele Grüße\n{me}",
            "Guten Tag,\n\nwie sind Sie auf uns gekommen?\n\n{me}",
        ),
        "reply_again": ("Danke, das hilft mir weiter.\n\n{me}",),
        "interested": (
            "Hallo {sender},\n\ndas klingt interessant. Bitte schicken Sie mir mehr Informationen und Preise."
            "\n\nViele Grüße\n{me}",
            "Guten Tag,\n\nwir haben Interesse. Wie wäre der nächste Schritt?\n\n{me}",
        ),
        "interested_again": ("Sehr gut, Dienstag um 10 Uhr passt. Bitte schicken Sie eine Einladung.\n\n{me}",),
        "meeting": ("Gerne, lassen Sie uns einen Termin vereinbaren. Passt Donnerstag um 15 Uhr?\n\n{me}",),
        "meeting_again": ("Der Termin passt, bis dann.\n\n{me}",),
        "notinterested": (
            "Guten Tag,\n\nvielen Dank, aber wir haben kein Interesse.\n\n{me}",
            "Danke, aber kein Bedarf.\n\n{me}",
        ),
        "wrongperson": ("Guten Tag,\n\ndafür bin ich nicht der richtige Ansprechpartner.\n\n{me}",),
        "unsubscribe": (
            "Bitte nehmen Sie mich aus Ihrem Verteiler.\n\n{me}",
            "Bitte keine weiteren E-Mails.\n\n{me}",
        ),
        "slow": ("Entschuldigen Sie die späte Antwort. Ist das Thema noch aktuell?\n\n{me}",),
        "ooo": (
            "Guten Tag,\n\nvielen Dank für Ihre Nachricht. Ich bin bis zum {back} nicht im Büro."
            "\n\nMit freundlichen Grüßen\n{me}",
        ),
    },
    "fr": {
        "reply": ("Bonjour {sender},\n\nmerci pour votre message. Pouvez-vous m'en dire plus ?\n\nCordialement,\n{me}",),
        "reply_again": ("Merci, c'est plus clair.\n\n{me}",),
        "interested": ("Bonjour {sender},\n\ncela m'intéresse. Pouvez-vous m'envoyer vos tarifs ?\n\nCordialement,\n{me}",),
        "interested_again": ("Parfait, mardi à 10 h me convient. Envoyez-moi une invitation.\n\n{me}",),
        "meeting": ("Bonjour,\n\nvolontiers, prenons rendez-vous jeudi à 15 h ?\n\n{me}",),
        "meeting_again": ("C'est noté, à jeudi.\n\n{me}",),
        "notinterested": ("Bonjour,\n\nmerci, mais nous ne sommes pas intéressés.\n\n{me}",),
        "wrongperson": ("Bonjour,\n\nje ne suis pas la bonne personne pour ce sujet.\n\n{me}",),
        "unsubscribe": (
            "Merci de me retirer de votre liste.\n\n{me}",
            "Désinscrivez-moi, s'il vous plaît.\n\n{me}",
        ),
        "slow": ("Bonjour,\n\ndésolé pour cette réponse tardive. Est-ce toujours d'actualité ?\n\n{me}",),
        "ooo": ("Bonjour,\n\nje suis absent du bureau jusqu'au {back}.\n\nCordialement,\n{me}",),
    },
    "es": {
        "reply": ("Hola {sender}:\n\ngracias por escribir. ¿Puede contarme algo más?\n\nSaludos,\n{me}",),
        "reply_again": ("Gracias, queda más claro.\n\n{me}",),
        "interested": ("Hola {sender}:\n\nme interesa. ¿Puede enviarme más información y precios?\n\nSaludos,\n{me}",),
        "interested_again": ("Perfecto, el martes a las 10 me viene bien. Envíeme una invitación.\n\n{me}",),
        "meeting": ("Hola:\n\nencantado, agendemos una reunión. ¿El jueves a las 15 h?\n\n{me}",),
        "meeting_again": ("Confirmado, hasta el jueves.\n\n{me}",),
        "notinterested": ("Hola:\n\ngracias, pero no estamos interesados.\n\n{me}",),
        "wrongperson": ("Hola:\n\nno soy la persona adecuada para este tema.\n\n{me}",),
        "unsubscribe": ("Por favor, elimíneme de su lista.\n\n{me}",),
        "slow": ("Hola:\n\nperdone la tardanza. ¿Sigue en pie?\n\n{me}",),
        "ooo": ("Hola:\n\nestaré fuera de la oficina hasta el {back}.\n\nSaludos,\n{me}",),
    },
}


@dataclass(frozen=True, slots=True)
class Manners:
    """How mail programs of a language word things around the text."""

    quote: str
    away: str
    months: tuple[str, ...]
    day: str


MANNERS = {
    "en": Manners(
        "On {month} {day}, {year} at {time}, {who} wrote:",
        "Automatic reply: ",
        (
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        "{day} {month} {year}",
    ),
    "de": Manners(
        "Am {day}. {month} {year} um {time} Uhr schrieb {who}:",
        "Automatische Antwort: ",
        (
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ),
        "{day}. {month} {year}",
    ),
    "fr": Manners(
        "Le {day} {month} {year} à {time}, {who} a écrit :",
        "Réponse automatique : ",
        (
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ),
        "{day} {month} {year}",
    ),
    "es": Manners(
        "El {day} de {month} de {year} a las {time}, {who} escribió:",
        "Respuesta automática: ",
        (
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ),
        "{day} de {month} de {year}",
    ),
}
