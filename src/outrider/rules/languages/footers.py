"""Stems of what gateways and companies put above and below a person's text, in the languages of the table.

A paragraph counts as such only when it speaks of several of these notions (see rules.quotes)."""

from outrider.rules.languages.language import phrases

CONFIDENTIAL = phrases(
    "confidential; privileged; proprietary; vertraulich; confidentiel; confidencial; riservat; riservatezza; "
    "vertrouwelijk; fortrolig; konfidentiell; konfidensiell; trúnaðar; trunadar; luottamuksell; poufn; důvěrn; "
    "dôvern; bizalmas; confidențial; поверител; εμπιστευτικ; απόρρητ; конфиденциал; конфіденцій; poverljiv; "
    "povjerljiv; поверљив; zaupn; konfidencial; konfidenciāl; konfidentsiaal; gizli; سري; חסוי; סודי; محرمانه; "
    "доверлив; konfidentzial; գաղտնի; კონფიდენციალ; məxfi; kumpidensyal; "
    "गोपनीय; เป็นความลับ; bảo mật; rahasia; 机密; 保密; 機密; 기밀; 비밀"
)
RECIPIENT = phrases(
    "intended recipient; addressee; intended only; intended solely; named recipient; addressed to; "
    "vorgesehene empfänger; adressat; destinataire; destinatari; destinatário; destinatario; bestemd; "
    "geadresseerde; ontvanger; modtager; mottaker; mottagare; avsedd; viðtakand; vastaanottaja; adresát; "
    "adresata; odbiorc; címzett; destinatar; получател; παραλήπτη; αποδέκτη; адресат; одержувач; primaoc; "
    "primatelj; прималац; marrës; hartzaile; ստացող; ადრესატ; qəbul edən; tatanggap; naslovnik; prejemnik; "
    "gavėj; adresāt; saaja; adressaadi; alıcı; المرسل إليه; المستلم; "
    "نمען; גирنده; گیرنده; प्राप्तकर्ता; ผู้รับ; người nhận; penerima; 收件人; 收件者; 宛先; 수신"
)
MISUSE = phrases(
    "delete; notify; disclos; dissemina; unauthori; prohibited; destroy; liability; löschen; vernichten; "
    "unbefugt; irrtümlich; informieren sie; détrui; supprim; erreur; interdit; elimin; prohibid; notifi; "
    "cancell; errore; vietat; verwijder; vernietig; onbevoegd; slet; fejl; slett; feil; radera; misstag; eyða; "
    "mistök; poista; erehdyksess; vymaz; smaz; omyl; usun; błąd; omyłk; zabronion; töröl; téved; șterge; eroare; "
    "fshini; gabim; избриш; ezabatu; akats; ջնջ; սխալ; წაშალ; შეცდომ; səhv; padam; burahin; изтрий; погрешка; "
    "διαγρά; λάθος; удал; ошибк; видал; помилк; obriš; grešk; обриш; грешк; izbriš; pomot; "
    "ištrin; klaid; dzēs; kļūd; kustut; eksitus; sil; yanlış; حذف; خطأ; מחק; טעות; اشتباه; हटा; गलती; ลบ; "
    "ผิดพลาด; xóa; nhầm; hapus; salah; 删除; 刪除; 误; 誤; 削除; 삭제; 잘못"
)
SCANNED = phrases(
    "scanned for virus; virus-free; virus free; scanned by; checked for virus; antivirus; anti-virus; "
    "scanned for spam; has been scanned; malware; auf viren geprüft; virenfrei; virengeprüft; analysé par; "
    "aucun virus; sans virus; exempt de virus; libre de virus; comprobado por; privo di virus; controllato; "
    "gecontroleerd op virussen; virusvrij; scannet for virus; skannad; virusfri; tarkistettu; virukset; "
    "zkontrolována; neobsahuje viry; wolna od wirusów; sprawdzona; vírusmentes; vírus; проверено; вирус; вірус; "
    "virüs; 病毒; ウイルス; ウィルス; 바이러스; mailscanner; avast; avg; mimecast; barracuda; proofpoint; "
    "environment before printing; think before you print; umwelt; avant d'imprimer; antes de imprimir; "
    "prima di stampare"
)
BANNER = phrases(
    "originated from outside; from outside the organi; from outside of the organi; external email; "
    "external sender; external message; outside your organi; do not click links; don't often get email; "
    "learn why this is important; be cautious with links; externe e-mail; externe email; externer absender; "
    "von außerhalb; erhalten nicht oft; e-mail externe; courriel externe; expéditeur externe; "
    "provient de l'extérieur; recevez pas souvent; correo externo; remitente externo; no suele recibir; "
    "email externo; e-mail externo; remetente externo; mittente esterno; email esterna; e-mail esterna; "
    "externe afzender; ontvangt niet vaak; ekstern e-mail; ekstern afsender; ekstern mail; får ikke ofte; "
    "ekstern avsender; ekstern e-post; externt mejl; extern avsändare; externt e-post; ulkopuolelta; "
    "externí e-mail; externí odesílatel; wiadomość zewnętrzna; nadawca zewnętrzny; spoza organizacji; "
    "külső feladó; külső e-mail; expeditor extern; външен подател; εξωτερικό αποστολέα; внешний отправитель; "
    "внешняя почта; зовнішній відправник; harici e-posta; dış kaynaklı; 外部邮件; 外部郵件; 外部メール; 社外; "
    "외부 메일"
)
