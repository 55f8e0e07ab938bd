"""The words in which servers refuse mail, by cause and by how much they say.

A phrase is lower-case text, ended by `|`; `*` stands for up to 80 characters. In the text that is searched, addresses,
IP addresses and links are replaced by `<rcpt>`, `<self>`, `<addr>`, `<ip>` and `<url>` and spaces are single.

Sources of the facts: the sources and manuals of Postfix, Exim, sendmail, qmail, Courier, OpenSMTPD and dma; the published
code lists of Google, Microsoft, Yahoo, Apple, Amazon SES, Mimecast, Proofpoint, Barracuda, Orange, GMX and web.de, T-Online,
Tencent, NetEase, Mail.ru and Yandex; and the rule tables of open-source bounce readers (Sisimai, PHPMailer-BMH, flufl.bounce,
EmailEngine), from which it was learned which wordings occur.
"""

from outrider.rules.failure_causes import Cause

# Exact: decides even beside sure ones. Sure: says this and nothing else. Usual: what such servers mean by it. General: true of
# many causes, so that a plain code says more. Weak: also said for other causes.
EXACT, SURE, USUAL, GENERAL, WEAK = 100, 90, 60, 50, 30

_C = Cause

_EXACT: dict[Cause, str] = {
    _C.TRY_LATER: """
        recipient is on holiday | recipient on holiday | user is on holiday | user on holiday | owner is on holiday |
        recipient is on vacation | recipient on vacation | user is on vacation | user on vacation | owner is on vacation |
        recipient is on leave | user is on leave | recipient is away |
        empfänger ist im urlaub | empfänger befindet sich im urlaub |
        destinataire est en vacances | destinataire est en congé | destinatario está de vacaciones |
        destinatario è in ferie |
        geadresseerde is met vakantie | geadresseerde is op vakantie
    """,
    _C.NO_SUCH_ADDRESS: """
        unbekannt oder nicht erreichbar | user unknown or not available
    """,
    _C.NO_SUCH_DOMAIN: """
        invalid domain name: host not found | illegal host/domain name found
    """,
    _C.RECIPIENT_BUSY: """
        is receiving mail at a rate | receiving mail too quickly | receiving email at a rate | exceeding receiving limits |
        trying to contact is receiving | user you are trying to contact | receiving limit | has received too many messages |
        recipient * too many messages | recipient's incoming | recipient is receiving | recipient rate |
        allowable number of posts
    """,
    _C.MAILBOX_FULL: """
        mailbox size limit | mailbox size exceed | not enough free space | no free space
    """,
    _C.SPAM: """
        antispam checks | anti-spam checks | community may consider spam | spam pattern | due to spam filter
    """,
    _C.RATE_LIMITED: """
        message quota exceeded | messages quota exceeded | sending quota exceeded | external recipient
    """,
}

_SURE: dict[Cause, str] = {
    _C.DOMAIN_UNAUTHENTICATED: """
        dmarc policy | dmarc * fail | fail* dmarc | not pass dmarc | dmarc check failed | dmarc verification |
        dmarc sender invalid | due to dmarc | dmarc rejection | violat* dmarc | dmarc violation | spf fail | fails spf |
        spf check: fail | spf check failed | failed spf | fails to pass spf | spf * did not pass | spf authentication |
        spf validation failed | spf policy | spf violation | spf sender invalid | spf record of the sending domain |
        spf record | spf settings | spf hardfail | spf hard fail | spf: * not allowed | not allowed * spf | spf error |
        policy framework | spf-check | spf prüfung | either spf or dkim | spf or dkim | spf and dkim | dkim did not pass |
        dkim does not pass | dkim * fail | dkim sender invalid | dkim authentication | authenticate with dkim |
        authenticate with spf | authenticate their email with | sender is unauthenticated | because it is unauthenticated |
        unauthenticated email from | unauthenticated mail is prohibited | unauthenticated senders not allowed |
        fails to pass authentication checks | does not have authentication information | required authentication level |
        domain authentication fail | purported responsible address | not authorized to send * for this domain |
        is not permitted by the domain owner | not authorised by the domain owner | not authorized by the domain owner |
        is not authorized to use <self> | not authorized to send mail from this domain | ip for sending mail of domain |
        is not designated as permitted sender | mismatches client ip | not authenticated by | email authentication |
        message authentication | arc validation | authentication-results | openspf | spf -all | unauthorized * spf |
        dkim signature | bad dkim | no dkim | invalid dkim | dkim key |
        spf * check failed | dmarcrejection
    """,
    _C.SENDER_NOT_ALLOWED: """
        not owned by user | not owned by auth user | sendasdenied | sendas denied | send as this sender | send as this user |
        permissions to send as | permission to send as | client does not have permissions to send | not allowed to send as |
        not allowed to send from this address | not authorized to send as | not authorized to send on behalf |
        not permitted to send from | is not allowed to send mail from | mail from must equal authorized user |
        mail from must be the same as | must be same as authorization user | from address is not one of your addresses |
        from address is not verified | email address is not verified | identities failed the check |
        sender address does not belong to | sender address is not allowed for | sender address * not match * login |
        from header * does not match | sender address is not allowed. | absenderadresse ist nicht |
        absenderadresse nicht erlaubt | sie sind nicht berechtigt, unter dieser | no tiene permiso para enviar |
        n'êtes pas autorisé à envoyer * au nom | mismatched sender | sender mismatch | sender address must match |
        authenticated user is not authorized | not authorized to send from this | account outbounds disabled |
        account is not allowed to send | not permitted to relay through this server without authentication |
        auth user mismatch | your own address as | sender does not match
    """,
    _C.SENDER_DOMAIN: """
        domain may not exist or dns check failed |
        domain of sender address | domain of sender does not | sender domain must | sender domain does not |
        sender domain not found | sender domain is not | sender domain is empty | sender domain doesn't |
        sender's domain does not | invalid sender domain | bad sender domain | unresolvable sender | cannot resolve sender |
        sender address rejected: domain not found | sender address rejected: unverified address |
        sender address rejected: need fully-qualified | sender address rejected: malformed dns |
        sender address rejected: undeliverable | sender address rejected: unknown | sender address rejected: invalid |
        unroutable sender | unrouteable sender | sender verify failed | sender verification failed | sender verification |
        could not verify sender | couldn't verify sender | sender callout | sender callback | from: domain is invalid |
        domain of the sender | mail from domain * does not | from domain * does not resolve | mx of sender | sender mx |
        badsendermx | sender address has null mx | sendernomx | valid sender domain | is a dead domain | absenderdomain |
        domäne des absenders | domaine de l'expéditeur | dominio del remitente | dominio del mittente | domínio do remetente |
        домен отправителя | 发件人域名 | 発信者のドメイン | no mx * sender | sender * no mx | sender * mx record |
        sender * no a or mx | return mx does not | return path domain | return-path domain | mx * sender domain |
        mx for sender | sender * unknown domain | domain of return | from domain does not | envelope domain |
        originator domain | does not resolve * sender | domain resolve fail | has no a, aaaa | sender * does not resolve |
        sender * could not be resolved |
        sender * cannot be resolved | your domain * not | your domain does | your domain has no
    """,
    _C.SENDER_REFUSED: """
        sender rejected | sender <self> rejected | sender <addr> rejected | sender address rejected | sender denied |
        sender refused | sender not allowed | sender blocked | sender address blocked | sender address denied |
        sender address is | sender is denied | sender is blocked | sender is not accepted | sender not accepted |
        sender * blacklisted | sender invalid | invalid sender | illegal sender | bad sender | banned sender | forged sender |
        from: address rejected | sending address not accepted | mail from command failed | mail from refused |
        mail from * rejected | mail from:* refused | emetteur invalide | expéditeur invalide | expéditeur refusé |
        absender abgelehnt | absender * gesperrt | absender wurde abgelehnt | absender unbekannt | absenderadresse abgelehnt |
        remitente rechazado | remitente no válido | mittente rifiutato | mittente non valido | remetente rejeitado |
        remetente inválido | nadawca odrzucony | afzender geweigerd | отправитель отклонен | отправитель заблокирован |
        адрес отправителя | 发件人被拒绝 | 发件人地址 | 寄件者 | 送信者 | block policy for envelope |
        block policy for header from | envelope blocked | manually blocked senders | senderfilterconfig |
        email address has been blacklisted | your email address has been blocked | empty envelope sender |
        null sender is not allowed | doesn't like * sender | your e-mail address is listed | not accept mail from <self> |
        not accept mail from your domain | not accept email from your domain | reject mail from <self> |
        mail from <self> refused | access denied (in reply to mail from | did not like our mail from |
        but sender was rejected |
        from address rejected | originator rejected | originator address | return address rejected | envelope sender |
        envelope from rejected | sender policy | sender is not authorized | sender not authorized |
        sender unauthorized | sender has been blocked by | sender listed | not accepting mail from <self> |
        accepting mail from your | sender is rejected | sender is refused | accepting email from your |
        accepting messages from your
    """,
    _C.SENDER_BLOCKED: """
        bad outbound sender | sender has been blocked | outbound spam | blocked from sending | restricted from sending |
        account has been blocked from | account has been temporarily suspended from sending | user suspended from sending |
        account * compromised | outgoing mail suspension | outgoing mail from * has been suspended | exceeded * tenant |
        tenant has exceeded | sending has been disabled for this account | sending paused for this account |
        sending suspended for this account | account is not allowed to send | your account is suspended |
        your account has been suspended | your account is disabled | your account has been disabled | submission blocked |
        sender is spammer | your account has been used to send spam | unusual sending activity | too many spam complaints |
        suspended for sending | suspended for spam | suspended due to spam | disabled for spam | disabled due to spam |
        account suspended for | sending spam | sends spam | sent spam | smtp account disabled | outgoing mail * disabled |
        smtp sending * disabled | domain * is not allowed to send | free accounts are for |
        sending account | is disabled for sending | disabled for sending mail |
        suspended from sending | outgoing blocked | sending tenant | main account unavailable | account not verified |
        verify your phone | verify your account |
        disabled from sending | you are sending from | you are using to send | account used to send
    """,
    _C.SENDER_HOST: """
        reverse dns | reverse-dns | rdns | ptr record | no ptr | ptr-record | ptr resource record | missing ptr |
        cannot find your hostname | can't find your hostname | find your reverse hostname | cannot find your reverse |
        ip name lookup failed | cannot resolve your address | reverse lookup | reverse hostname | unresolvable relay host |
        unverifyable sending ips | unverifiable sending | does not have a ptr | fcrdns | generic dns | dynamic ip |
        dynamic ips | dynamic pool | residential ip | helo | ehlo | my name was rejected | hostname is not authorized |
        invalid hostname | bad hostname | host name is not resolvable | server's hostname | not sent over a tls |
        use tls/ssl for smtp | direct to mx | use your isp | use the smtp server of your isp |
        smtp relay at your service provider | rückwärtsauflösung | does not accept email over ipv6 |
        not in whitelist for rcpt domain | mailserver hostname | invalid domain name | illegal host |
        client host * not exist |
        client host * does not | sender host | sending host | connecting host | your host | your hostname |
        your server * not |
        over ipv6 | dynamic address
    """,
    _C.RATE_LIMITED: """
        relays quota | smtp relays |
        max emails per hour | max defers and failures | emails per hour | messages per hour | messages per day |
        emails per day | messages per minute | mails per hour | per hour limit | hourly limit | hourly quota | daily limit |
        daily quota | daily sending | daily user sending | daily smtp relay | sending limit | sending quota | send quota |
        sending rate | submission quota | submission rate | outgoing limit | outbound limit | outgoing message limit |
        smtp limit exceeded | message limit exceeded | recipient limit exceeded | relay limit | relay quota | rate limit |
        rate-limit | ratelimit | rate limited | throttl | unusual rate | too many messages sent | too many emails |
        too many invalid | too many unknown | too many bad | too many nonexist | too many non-exist |
        invalid recipient count | too many misspelled |
        too many mails | too many messages from | too many messages in | too many messages per | too many connections |
        too many concurrent | too many sessions | too many smtp sessions | too many simultaneous |
        concurrent connections limit | connection rate | connection limit | sending too fast | too fast | try again slower |
        slow down | exceeded the maximum number of messages | exceeded your * limit | maximum number of messages |
        maximum sending rate | exceeded messaging limits | exceeding outbound | maximum credits exceeded |
        limit on the number of recipients | recipients per day | recipients per hour | frequency limited |
        too many recipients * hour | too many recipients * day | you have reached * limit | you have exceeded * limit |
        has exceeded * limit for sending | has exceeded the maximum * per | domain * has exceeded |
        user has exceeded its 24-hour sending limit | unexpected volume | too many recipients received | zu viele e-mails |
        zu viele nachrichten | zu viele verbindungen | versandlimit | sendelimit | limite d'envoi | trop de connexions |
        trop de messages | límite de envío | limite di invio | limite de envio | verzendlimiet | limit wysyłki |
        превышен лимит | слишком много писем | 送信制限 | 发送频率 | 发送数量 |
        hourly email limit | daily email limit | mail limit | message limit | messages this hour | emails this hour |
        messages today | emails today | limit of your plan | limit of this plan | upgrade your plan |
        hourly * limit | reached its hourly | reached its daily | sender rate
    """,
    _C.LOGIN_REFUSED: """
        authentication required | authentication is required | authentication unsuccessful | authentication failed |
        authentication failure | authentication credentials invalid | authentication turned on |
        incorrect authentication data |
        username and password not accepted | bad username or password | invalid login | login denied | login incorrect |
        please log in | not logged in | client not authenticated | client was not authenticated |
        client host * not authenticated | must authenticate | must be authenticated | smtp auth | you don't authenticate |
        requires authentication | authentification requise | authentification invalide | d'authentification |
        authentifizierung erforderlich | autenticación requerida | autenticazione richiesta | autenticação necessária |
        требуется аутентификация | 需要认证 | not authorized to perform ses: | account not subscribed to ses |
        invalid credentials for relay | application-specific password required | web login required |
        authentication is disabled | clientauthentication is disabled | smtp auth is disabled |
        please authenticate | authenticate before | password has expired | password expired | login expired | token expired |
        token has expired
    """,
    _C.BASIC_AUTH_DISABLED: """
        basic authentication is not supported | basic authentication is disabled
    """,
    _C.BLOCKLISTED: """
        blocklist | block list | block-list | blacklist | black list | black-list | denylist | deny list | dnsbl | dnsrbl |
        rbl | spamhaus | spamcop | barracudacentral | sorbs | uceprotect | abuseat | cloudmark | senderbase | senderscore |
        mailspike | invaluement | blocked using | is listed | are listed | be listed | was listed | been listed |
        currently listed | not accept mail from | not accept email from | not accept messages from | blocked - see |
        refused - see | client host blocked | client host <ip> blocked | host blocked | banned sending ip | banned ip |
        bad sender ip | ip address * block | ip address is block | ip blocked | ip <ip> * block | ip is blocked |
        ip in prison |
        your ip | sender's ip | sender ip | sending ip | client ip | source ip | connecting ip | ip source | adresse ip |
        ip-adresse | ip reputation | ip/domain reputation | bad reputation | low reputation | poor reputation |
        poor email reputation | mta's poor reputation | reputation of the sending | sender reputation | none/bad |
        no smtp service | network is on our | no access from mail server | access from ip | connection refused by policy |
        not accept mail from your | dynamic/zombied | open proxy | open relay | spammer | suspected bounce attacks |
        blocked by earthlink | from your network | from your server | from your ip | bloquee pour incident |
        client host blocked for spamming | liste noire | sperrliste |
        lista negra | lista nera | zwarte lijst | czarnej liście | черном списке | чёрном списке | ブラックリスト | 黑名单 |
        黑名單 | mail server * is blocked | server is blocked | server access * forbidden | temporary blacklisted | go away
    """,
    _C.RELAYING_DENIED: """
        relay access denied | relaying denied | relay denied | relay not permitted | relaying not permitted |
        relaying not allowed | relaying is not | relay not allowed | unable to relay | not permitted to relay |
        not allowed to relay | cannot relay | can't relay | not configured to relay | relay prohibited | relaying prohibited |
        relaying temporarily denied | we do not relay | we don't relay | not relay | allowed rcpthosts | list of allowed |
        open relay not allowed | as a relay | not an open relay | not a local domain | not local host | not a gateway |
        domain isn't in my | domain is not in my | domain not in my | non-local recipient | is not hosted here |
        domain not hosted | not hosting
    """,
    _C.GREYLISTED: """
        greylist | graylist | grey-list | gray-list | grey list | gray list | postgrey | sqlgrey | milter-greylist
    """,
    _C.TRY_LATER: """
        temporarily disabled | temporarily inactive | temporarily suspended | temporarily locked | temporarily closed |
        temporary disabled | temporary inactive | temporary suspended | temporary locked | vorübergehend deaktiviert |
        vorübergehend gesperrt | temporairement désactivé | temporairement suspendu | temporalmente deshabilitad |
        temporalmente suspendid | temporaneamente disattivat | temporariamente desativad | временно отключен |
        временно заблокирован
    """,
    _C.EXPIRED: """
        message expired | delivery expired | delivery time expired | delivery time * expired | mail expired | queue expired |
        retry timeout exceeded | retry time not reached | retry time expired | retry count exceeded | in the queue too long |
        in queue too long | been in the queue | queue for too long | too old | too long in queue | message timed out |
        exceeded the maximum time | maximum queue | maximum retry | allowed queue period | max retries | retries exceeded |
        number of retries | expired after | could not be delivered for more than | not been able to deliver * days |
        unable to deliver * for * days | unable to deliver your message after | has not been collected after |
        was not delivered within | numerous attempts | giving up after | after * tries |
        not going to try again | multiple retries | delivery attempts. | delivery failed * attempts |
        maximum delivery attempts |
        message was undeliverable after | undelivered for * days | delivery timed out |
        zeitüberschreitung | zustellzeit | konnte * tage | delai * expir | délai de livraison expiré | plazo de entrega |
        tempo scaduto | scadenza | tempo de entrega | verlopen | czas * upłynął | истекло время | 配信期限 | 有效期 | 投递超时 |
        投递到期 | 投遞逾時
    """,
    _C.UNREACHABLE: """
        did not accept our request | not accept our requests to connect | socket error | requests to connect |
        connection refused | connection timed out | connection timeout | connection dropped | connection was dropped |
        connection reset | connection lost | lost connection | connection closed | connection failed |
        connection could not be established | connect to * timed out | could not connect | couldn't connect | cannot connect |
        unable to connect | can't connect | failed to connect | unable to establish | establish an smtp connection |
        no route to host | network is unreachable | network error | host is unreachable | host unreachable |
        have been failing for a long time | no-answer-from-host | operation timed out | timed out while | timeout while |
        timed out waiting | read timeout | no answer from host |
        did not respond | did not answer | not responding |
        no response from | host not found, try again | temporary lookup failure |
        temporary name server | name server timeout | name server: * try again | dns lookup failure | dns query failed |
        dns timeout | dnsserver returned | servfail | host name lookup failure | hostname lookup | name lookup failure |
        malformed name server reply | unexpected name server reply | domain is not reachable | unrouteable mail domain |
        not reachable | server unavailable | remote host not available | starttls | tls is required | tls required |
        requires encryption | tls negotiation | tls handshake | cannot start tls | failed to establish tls | certificate |
        server certificate not | nicht erreichbar | verbindung * fehlgeschlagen | verbindungsaufbau | injoignable |
        connexion refusée | connexion impossible | no se pudo conectar | no se ha podido conectar | conexión rechazada |
        impossibile connettersi | impossibile contattare | não foi possível conectar | geen verbinding | nie można połączyć |
        не удалось подключиться | не удается подключиться | соединение * отклонено | 接続できません | 无法连接 | 連線失敗 |
        连接失败
    """,
    _C.SYSTEM: """
        resolver.adr.ambiguous | resolver.adr.badprimary | resolver.adr.invalidinsmtp | resolver.adr.reciplimit |
        several matches found
    """,
    _C.LOOP: """
        duplicated message-id | duplicate message-id |
        mail loop | routing loop | forwarding loop | loop detected | loops back to myself | loop was found | looping |
        too many hops | hop count exceeded | exceeded 50 hops | maximum hop | hop limit | loop count exceeded |
        mail for * loops back | schleife | en boucle | bucle
    """,
    _C.TOO_LARGE: """
        messagetoolarge | message file too big | message too large | message too big | message is too large |
        message is too big | message size exceed |
        message exceeds | message exceeded | message is too long | message too long | attachment is too |
        message length exceeds | message header size | mail size exceed |
        mail too large |
        exceeds size limit | exceeds fixed limit | exceeds fixed maximum message size | exceeds maximum message size |
        exceeds the maximum message size | exceeds the maximum size | exceeds * size limit | exceeds * message size |
        exceeded * message size | maximum message size exceeded | maximum allowed message size | max message size |
        maximum email size | message size limit | size limit | size exceeds | size limitation | too large for this recipient |
        recipsizelimit | larger than the current system limit | larger than the space | larger than allowed |
        larger than the maximum | data size exceeds | number of attachments | nachricht * zu groß | nachrichtengröße |
        message trop volumineux | trop gros | taille limite | taille maximale | demasiado grande | tamaño máximo |
        troppo grande | dimensione massima | muito grande | tamanho máximo | te groot | zbyt duż | слишком большой |
        размер письма | サイズ * 超 | 邮件过大 | 邮件太大 | 郵件過大 | 邮件大小 |
        trop volumineux | слишком большое | слишком велико | för stort | for stor | liian suuri | příliš velk | príliš veľk |
        túl nagy | çok büyük | が大きすぎ | サイズ制限 | 너무 큽 | 너무 커 | 크기 제한 | πολύ μεγάλο | prea mare | завелике |
        занадто велик | massa gran | quá lớn | terlalu besar | كبيرة جدا | גדולה מדי | preveliko | prevelika | твърде голям |
        per didelis | pārāk liel | liiga suur
    """,
    _C.VIRUS: """
        virus | malware | trojan | worm found | phishing | infected | malicious | dangerous attachment | blocked attachment |
        banned file | banned content | attachment type | attachment is not allowed | file extension | insecure attachment |
        executable | ウイルス | вирус | 病毒
    """,
    _C.MAILBOX_DISABLED: """
        due to inactivity | mailbox * blocked due to | inactive for | has not been used for | recipient account is blocked |
        recipient account isblocked | compte du destinataire | _420 | _426
    """,
    _C.SPAM: """
        spam firewall | bulk email filter | email filter |
        spam message | spam content | spam detected | spam score | spam refused | spam rejected | spam email | spam mail |
        spam blocked | spam check | spam filter | spam-like | spam like | spam policy | spam probability | spam points |
        spam rejection | spam contents | spam is embedded | spam not accepted | spam level | probable spam | probably spam |
        possible spam | possibly spam | suspected spam | likely spam | considered spam | is spam | as spam | be spam |
        like spam | for spam | to spam | no spam | of spam | dont accept spam | don't accept spam | this is spam | high spam |
        spamassassin | spamming | spambouncer | antispam | anti-spam | unsolicited | junk mail | junk email | bulk mail |
        bulk email | bulk.advertising | mass mailer | mass-mailing | mass mailing | uribl | surbl | blacklisted url |
        url in message | content filter | content rejected | content blocked | content denied | mail content denied |
        content not accepted | unacceptable content | rejected due to content | content rejection | content examination |
        message filtered | recurrent pattern detection | triggered a spam | message rejected due to content |
        (spam) | spam-related | message refused by mailmarshal | not accepted for policy reasons |
        rejected for policy reasons |
        rejected due to security policies | security policies | email rejected due to security | ofr_506 | _506 | dt:spm |
        werbung | unerwünscht | pourriel | indésirable | correo no deseado | contenido * rechazado | posta indesiderata |
        indesejad | ongewenste | niechcian | нежелательн | спам | 迷惑メール | スパム | 垃圾邮件 | 垃圾郵件 | 垃圾信 | 스팸
    """,
    _C.CONTENT: """
        rfc 5322 | rfc5322 | rfc 2822 | rfc 822 | rfc822 | rfc compliant | rfc violation | multiple from | missing * header |
        header are not accepted | header error | headers not accepted | bare line feed | bare lf | bare newline |
        invalid characters | line too long | lines longer | line length | malformed message | malformed header | mime error |
        invalid mime | charset not | message format | bad message content | invalid message content | duplicate header |
        improper use of 8-bit | unnecessary base64 | improperly-formatted | mime complexity | missing date | missing from |
        missing subject | no subject | header missing | header is missing | only accepts encrypted | 8bit |
        conversion failed | too many mime | too many links | too many images |
        attachments not | accepting mail with attachments | embedded images | html mail not | plain text only |
        content presents a potential | potential security issue
    """,
    _C.MAILBOX_FULL: """
        mailbox full | mailbox is full | mailbox too full | mailbox lleno | mailbox plein | mailbox piena | mailbox voll |
        mailbox vol | mailbox cheia | mailbox has exceeded | mailbox exceed | mailbox would exceed |
        mailbox size limit exceeded | mailbox quota | mailbox over | mailbox <rcpt> is full | mailbox * is full | full mailbox |
        mail box full | mailfolder is full | inbox is full | inbox full | out of storage | over quota | over-quota | overquota |
        over disk quota | over the allowed quota | over its quota | over their quota | over storage | above quota |
        quota exceed | quota has been exceeded | quota is exceeded | quota violation | quota full | quota limit | mailboxfull |
        exceeded quota | exceeded * quota | exceeds * quota | exceeding * quota | exceed mailbox quota | exceed quota |
        exceeded storage | storage exceeded | mail box space | storage full | storage limit | storage quota | disk quota |
        disk full | disk space limit | disc quota | enough space | enough storage | insufficient storage space |
        insufficient disk | not enough disk | no space left | user is over | user over quota | account is over |
        account is full | recipient overquota | recipient reached disk | too many messages on the server |
        too many messages in this | too much mail data | space has been used up | maildir over | quotaexceeded | overquotaperm |
        overquotatemp | quotareached | storage allocation | exceeded the local limit | maximum allowed storage |
        allocated storage | postfach * voll | postfach voll | mailbox * voll | speicherplatz | kontingent | speicherkapazität |
        quota überschritten | boite * pleine | boîte * pleine | boite aux lettres * satur | quota dépassé | espace de stockage |
        dépassé son quota | buzón * lleno | buzón lleno | bandeja de entrada llena | buzon lleno | cuota excedida | cuota de |
        espacio suficiente | excedido su cuota | casella * piena | casella piena | spazio esaurito | quota superata |
        caixa * cheia | caixa cheia | cota excedida | sem espaço | postvak * vol | mailbox is vol | quotum | skrzynka * pełna |
        skrzynka * przepełniona | skrzynka pełna | brak miejsca | przekroczony limit * skrzynki | schránka * plná |
        kutia * plot | kutia * mbushur | сандаче * полно | сандачето * полно | poçt qutusu * dol | qutusu dolu |
        postontzia beteta | caixa * chea | peti mel * penuh | փոստարկղը լի | საფოსტო ყუთი სავსე | kahon * puno |
        postafiók * megtelt | posta kutusu dolu | kotası | postlådan är full | postkassen er full | postkassen er fuld |
        innboksen er full | postilaatikko * täynnä | ящик переполнен | ящик * переполнен | переполнен | превышена квота |
        квота * превышена | скринька переповнена | メールボックス * 一杯 | メールボックス * いっぱい | メールボックスが一杯 |
        メールボックスがいっぱい | 容量 * 超 | 容量が | 空き容量 | 邮箱已满 | 信箱已滿 | 邮箱空间 | 容量已满 | 超过配额 |
        空间不足 | 信箱空間 | 사서함이 가득 | 용량 초과 | _417 | postkasse er fuld | postboks er full | postlåda är full |
        inkorg är full | cassetta * piena | cutia * plină | căsuța * plină | postaládája megtelt | postaláda megtelt |
        levelesláda | predal je poln | sandučić * pun | сандуче * пуно | кутия * пълна | скринька * переповнена |
        dėžutė * pilna | dėžutė pilna | pastkaste * pilna | postkast on täis | γραμματοκιβώτιο * πλήρες |
        γραμματοκιβώτιο * γεμάτο | صندوق * ممتلئ | تجاوز * الحصة | תיבת * מלאה | صندوق * پر | मेलबॉक्स * भरा | hộp thư * đầy |
        kotak surat * penuh | kotak masuk * penuh | 사서함이 꽉 | 메일함이 꽉 | 메일함이 가득 | 편지함이 가득 | bústia * plena |
        pósthólf* fullt | schránka je plná | schránka * preplnená | přeplněná |
        กล่องจดหมาย*เต็ม
    """,
    _C.RECIPIENT_REFUSES: """
        definitively does not want | does not want your mail | does not want to receive | doesn't want your |
        refuses to receive | refuse to receive | recipient preferences | user rules | user reject | rejected by recipient |
        rejected by the recipient | rejected by user | blocked by the recipient | blocked by recipient |
        recipient has blocked |
        recipient blocked | recipient is only accepting | only accepting mail from | only accept mail from |
        only accepts mail from | accepts mail only from | only authorized senders | only internal senders |
        not accepting mail from | is not accepting any mail | account is protected by | not authorized to send to |
        not authorized to email | not permitted to send to | not allowed to send to | not allowed to post |
        not permitted to post | permission to post | permission to send to | permissions to post | permission to email |
        non-member | members-only | member article | closed mailing list | not subscribed to this | resolver.rst |
        restriction on who | restricted to | restrictdomainsto | accept messages from outside | messages from outside |
        outside of your organization | outside the organization | outside senders | delivery restriction | not pre-approved |
        requires confirmation | unauthorized recipient | notauthorized | authrequired | unauthorised sender |
        has restricted sms | keine berechtigung | nur für interne | nicht berechtigt, * zu senden | autorisation * d'envoyer |
        non autorizzato a inviare | ohne berechtigung | domain block | suppressed | suppression list | previously bounced |
        on the account suppression | spam reporting address | unsubscribed address | has an unsubscribe | bounced address |
        previously bounced address |
        rejected your message: you | recipient's whitelist | recipient's white list | whitelist of the recipient |
        in the recipient's address book | in the whitelist |
        in the allow list | in the allowlist | in allowed senders | safe senders | on the allow list |
        on the allowlist | on the recipient's allow
    """,
    _C.REFUSED: """
        5.7.1 <rcpt>: recipient address rejected: access denied
    """,
}

_USUAL: dict[Cause, str] = {
    _C.MOVED: """
        user has moved | recipient has moved | mailbox has moved | mailbox moved | user moved to | has moved to |
        address has changed | address has been changed | no longer at this address
    """,
    _C.NO_SUCH_ADDRESS: """
        user unknown | unknown user | user <rcpt> unknown | user not found | user doesn't exist | user does not exist |
        user not exist | user * does not exist | user * doesn't exist | user * not found | user not known | user not local |
        user not here | user invalid | user not available | user * not known | invalid user | invalid/inactive user |
        not a valid user | not a known user | no such user | no such mailbox | no such account | no such address |
        no such recipient | no such person | no such email | no such local | no such name | no such virtual | no such alias |
        no user | no mailbox | no mail box | no account | no recipient | no valid recipient | no one at this address |
        no one by that name | no existe | non-existent user | nonexistent user | non existent user | non-existing |
        nonexistent | does not exist | doesn't exist | do not exist | don't exist | not exist | doesnt exist |
        not have a * account | doesn't have a * account | not a local address | not a valid mailbox | not a valid recipient |
        not a valid address | not an active address | not our customer | address unknown | address not found |
        address invalid |
        address is invalid | address is unknown | address couldn't be found | address could not be found |
        address wasn't found | address was not found | address error | address not present | address not recognized |
        address not known | addresses were unknown | address no longer valid | address is wrong | address is no longer |
        address no longer | bad address | bad recipient | bad destination | bad-recipient | bad_recipient | badrcptto |
        invalid address | invalid recipient | invalid mailbox | invalid mail box | invalid or unknown | invalid final |
        invalid destination | incorrect address | recipient unknown | recipient not found | recipient not exist |
        recipient is invalid | recipient invalid | recipient not ok | recipient not recognized | recipient not recognised |
        recipient <rcpt> not | recipient * not found | recipient address rejected: access denied |
        recipient address rejected: undeliverable | recipient address rejected: unverified address | recipient is not local |
        recipient could not be found | recipient cannot be found | recipient verification failed | recipient verify failed |
        recipients was undeliverable | recipientnotfound | recipnotfound | 000c05a6 | bad-mailbox | recipient name is not |
        reject by behaviour spam at rcpt | unknown recipient | unknown address | unknown mailbox | unknown account |
        unknown local | unknown e-mail | unknown email | unknown virtual | unknown name | unknown alias | unlisted recipient |
        unrouteable address | unroutable address | undeliverable address | mailbox not found | mailbox does not |
        mailbox doesn't | mailbox not exist | mailbox invalid | mailbox unknown | mailbox name not allowed |
        name is not known | not known here | not known at this | mailbox not present | mailbox not available * unknown |
        mailbox is not exist | mailbox <rcpt> unknown |
        mailbox <rcpt> not | mailbox for <rcpt> | account unknown | account not found | account does not |
        account that you tried to reach does not exist | account unavailable | account not exist | invalid account |
        brak takiego | nie ma takiego | neznamy uzivatel | kullanici bulunamadi |
        employee left | unavailable mail user | not user of this | invalid rcptto | has left the company |
        has left the organi | left the company | left our company | account invalid |
        <rcpt> not found | <rcpt> is not found | <rcpt> unknown | <rcpt>: unknown | <rcpt> is unknown | <rcpt> invalid |
        <rcpt> is invalid | <rcpt> does not | nosuchuser | can't accept user | wasn't found at | was not found in |
        is not listed in | not listed in | not found in directory | name directory | missing home directory |
        matches to nameserver | no longer employed | no longer works | no longer with | no longer in use | no longer valid |
        no longer used | no longer exists | no longer active | email name is not found | spectator does not |
        destinataire invalide | destinataire inconnu | destinataire * n'existe pas | utilisateur inconnu | adresse inconnue |
        adresse * inconnue | adresse * invalide | adresse * n'existe | boite inconnue | boîte inconnue | n'existe pas |
        n'a pas été trouv | introuvable | empfänger unbekannt | empfänger nicht gefunden | empfänger existiert nicht |
        empfängeradresse | empfaenger unbekannt | unbekannter empfänger | unbekannter benutzer | benutzer unbekannt |
        benutzer nicht | adresse existiert nicht | adresse ist nicht vorhanden | adresse unbekannt | adresse ungültig |
        adresse wurde nicht gefunden | e-mail-adresse wurde nicht | postfach existiert nicht | postfach nicht gefunden |
        postfach unbekannt | existiert nicht | nicht vorhanden | nicht gefunden | konnte nicht gefunden | nicht bekannt |
        gibt es nicht | usuario desconocido | usuario no existe | usuario no encontrado | usuario inexistente |
        destinatario desconocido | destinatario no existe | destinatario no encontrado | dirección no encontrada |
        dirección no existe | dirección desconocida | dirección incorrecta | buzón no existe | cuenta no existe |
        no se encontró | no se ha encontrado | no se pudo encontrar | no se ha podido encontrar | utente sconosciuto |
        utente inesistente | utente non trovato | destinatario sconosciuto | destinatario inesistente | casella inesistente |
        casella non | indirizzo inesistente | indirizzo sconosciuto | indirizzo non trovato | non esiste | inesistente |
        non è stato trovato | não existe | usuário desconhecido | usuário inexistente | usuário não encontrado |
        destinatário desconhecido | destinatário inexistente | endereço não encontrado | endereço inexistente |
        endereço de e-mail não | não foi encontrado | não encontrad | gebruiker onbekend | onbekende gebruiker |
        ontvanger onbekend | adres onbekend | adres bestaat niet | bestaat niet | niet gevonden | kan niet worden gevonden |
        nieznany użytkownik | użytkownik nieznany | nieznany odbiorca | nie istnieje | nie znaleziono | adresat nieznany |
        nie został znaleziony | uživatel neexistuje | neexistuje | nebyl nalezen | ismeretlen | nem létezik | bulunamadı |
        böyle bir kullanıcı | okänd mottagare | okänd användare | finns inte | hittades inte | ukjent bruker | ukendt bruger |
        ukendt modtager | findes ikke | finnes ikke | blev ikke fundet | ble ikke funnet | ei löydy | ei löytynyt |
        tuntematon |
        utilizator necunoscut | nu există | δεν υπάρχει | пользователь не найден | пользователь неизвестен |
        пользователя не существует | пользователь * не существует | неизвестный пользователь | адрес не найден |
        адрес * не существует | адресат не найден | ящик не найден | ящика не существует | ящик не существует |
        не существует |
        не найден | не найдено | не знайдено | не існує | 存在しません | 見つかりません | 見つかりませんでした |
        該当するユーザー | 宛先不明 | あて先不明 | ユーザーが存在 | ユーザが存在 | ユーザー不明 | 宛先メールアドレス |
        用户不存在 | 用戶不存在 | 用户未找到 | 不存在 | 找不到 | 无此用户 | 查無此 | 无法找到 | 未找到 | 邮箱不存在 |
        지정된 사용자 | 존재하지 않 | 찾을 수 없 | không tồn tại | tidak ditemukan | ไม่พบ | غير موجود | לא נמצא | _416 | _418 |
        user * cannot be found | mailbox cannot be found | <rcpt> couldn't be found | <rcpt> could not be found |
        <rcpt> cannot be found | recipient * could not be found | user could not be found | user couldn't be found |
        utente non valido | destinatario non valido | onbekende ontvanger | nie ma takiego | пользователя нет | нет такого |
        такого пользователя | nessun utente | kein benutzer | kein postfach | keine mailbox | aucun utilisateur |
        aucune boîte | has been replaced by | recipient mailbox is not allowed | kunde inte hittas | ej hittas |
        kunne ikke findes | kunne ikke finnes | eikä sitä löydy | ei voitu löytää | nebyla nalezena | nebola nájdená |
        nem található | nu a fost găsit | не вдалося знайти | не беше намерен | nije pronađen | ni bilo mogoče najti |
        nerastas | netika atrasta | ei leitud | δεν βρέθηκε | 見つからない | アドレス不明 | 检索不到 | 找不到地址 |
        không tìm thấy | non trovat |
        ningún usuario | nenhum usuário | geen gebruiker | ei ole olemassa | ungültige empfänger | ungültige adresse |
        ungültiger empfänger | nieprawidłowy adres | nieprawidłowy odbiorca | недействительный адрес | неверный адрес |
        neplatná adresa | ongeldig adres | ongeldige ontvanger | dirección inválida | dirección no válida |
        destinatario no válido | endereço inválido | destinatário inválido | indirizzo non valido | adresse non valide |
        destinataire non valide | 無効なアドレス | 無効な宛先 | 地址无效 | 无效地址 | 无效的收件人 | 没有此用户 | 用户名不存在 |
        non répertorié dans | リストにありません | ukendt adresse | ugyldig adresse | ogiltig adress | virheellinen osoite |
        érvénytelen cím | geçersiz adres |
        adresă invalidă | recipient addresses rejected | did not exactly match |
        non-existent account | badrecipientto | mevcut değil |
        nicht im domino-verzeichnis | nicht im namens- und adressbuch | não foi possível encontrar | não pôde ser encontrad |
        nenašel | nenašla | nebyla nalezena | nebol nájdený | nebola nájdená | nem található | nem volt található |
        δεν βρέθηκε | δεν ήταν δυνατή η εύρεση | لم يتم العثور | تعذر العثور | nu a fost găsit | nu a putut fi găsit |
        không tìm thấy | nije pronađen | nije moguće pronaći | ni bil najden | ni bilo mogoče najti | не е намерен |
        не беше намерен | nerastas | nepavyko rasti | ei leitud | netika atrast | nevarēja atrast | no s'ha trobat |
        fannst ekki | bulunamamıştır | پیدا نشد | नहीं मिला | tidak dapat ditemukan | tidak dijumpai |
        cannot deliver mail for <rcpt> | no such id | recipient unrecognized | recipient unrecognised |
        inte finns | finns ej | inte existerar | ikke findes | ikke finnes | ikke eksisterer | adres yok | böyle bir adres |
        alamat tidak ada | tidak ada alamat | ei ole olemas | وجود ندارد | मौजूद नहीं | no longer a valid |
        do not know this user |
        don't know this user | do not know the user | neexistujúc | neeksist | neegzist | לא קיימת | לא קיים | غير موجودة |
        nenašiel | sa nenašl | addressee unknown | unknown addressee | dosn't exist | adressat unbekannt |
        unbekannter adressat | inexistent | inexistant | ne postoji | ne postoje | не постоји | не постои | не е пронајден |
        ne obstaja | не съществува | neegzistuoja | neeksistē | ei eksisteeri | er ekki til | no existeix |
        usuario non existe | enderezo non existe | conta non existe |
        non se atopou | nuk ekziston | nuk u gjet | ez da existitzen | ez da aurkitu | tapılmadı | mövcud deyil |
        գոյություն չունի | չի գտնվել | չգտնվեց | არ არსებობს | ვერ მოიძებნა | tidak wujud | hindi umiiral | hindi nahanap |
        hindi matagpuan | وجود ندارد | לא קיים | לא קיימת | मौजूद नहीं | ไม่มีผู้ใช้ | ไม่มีอยู่ |
        resolver.adr.recipient | validrcptto list | user (* unknown | mailbox unavailable or not local
    """,
    _C.NO_SUCH_DOMAIN: """
        host or domain name not found | host not found | host unknown | unknown host | unknown domain | domain not found |
        domain does not exist | domain doesn't exist | domain * does not exist | domain * doesn't exist | domain is unknown |
        domain unknown | domain must exist | domain name not found | domain wasn't found | domain couldn't be found |
        domain could not be found | domain * couldn't be found | no such domain | no such host | nonexistent domain |
        non-existent domain | nonexistentdomain | non-existent host | name or service not known | nxdomain | null mx |
        nullmx | not configured to receive mail | not configured to receive email | domain takes no mail |
        domain does not accept mail | host does not accept mail | bad-domain | no mx record | no mx or a |
        no mail exchanger | no mx | no mail server | no mail hosts | couldn't find any host |
        couldn't find a mail exchanger | no a record | all relevant mx records point |
        <host> does not accept mail | <host> does not accept email | <host> accepts no mail |
        bad destination system | unable to route | unrouteable domain | unroutable domain | host/domain name |
        mail domain mentioned | dns domain | domain no longer | domain is no longer | domain expired |
        domäne existiert nicht |
        domain existiert nicht | domäne wurde nicht gefunden | domain wurde nicht gefunden | domaine n'existe pas |
        domaine inconnu | domaine introuvable | dominio no existe | dominio no encontrado | dominio inexistente |
        dominio non esiste | domínio não existe | domínio não encontrado | domínio inexistente | domein bestaat niet |
        domein niet gevonden | domena nie istnieje | домен не существует | домен не найден | ドメインが存在 |
        ドメインが見つかり | 域名不存在 | 网域不存在 | 找不到 * 域名
    """,
    _C.MAILBOX_DISABLED: """
        account disabled | account is disabled | account has been disabled | account that you tried to reach is disabled |
        account is inactive | account inactive | account has been inactive | account suspended | account is suspended |
        account has been suspended | account is locked | account locked | account * blocked | account is blocked |
        account closed | account * closed | account * discontinued | account has been deactivated | account deactivated |
        account expired | account has expired | account deleted | account has been deleted | account terminated |
        user disabled | user is disabled | disableduser | user is locked | user locked | user inactive | user is inactive |
        user account disabled | user suspended |
        user not active | account is not active | account not active | account not activated |
        account is not activated | user * deactivated | user is not active | user account is expired | mailbox disabled |
        mailbox is disabled | mailbox has been disabled | mailbox currently suspended | mailbox suspended |
        mailbox is inactive | mailbox inactive | mailbox is frozen | mailbox frozen | mailbox is closed | mailbox closed |
        mailbox locked | mailbox is locked | mailbox deactivated | mailbox is not active | mailbox not active |
        mailbox not activated | mailbox for * disabled | deactivated mailbox | disabled mailbox | inactive mailbox |
        inactive recipient | inactive user | inactive-mailbox | mailaddress is administrative | disabled recipient |
        disabled or discontinued | address disabled |
        address deactivated | address has been disabled | address is disabled | address is inactive |
        address no longer accepts mail | recipient disabled | recipient is disabled | recipient inactive |
        recipient is inactive | recipient suspend | recipient suspended | recipient's account | archived recipient |
        archivee |
        not active mailbox | konto * gesperrt | konto deaktiviert | konto * deaktiviert |
        postfach * gesperrt | postfach * deaktiviert | compte * bloque | compte * bloqué | compte * désactivé |
        compte * suspendu | compte * fermé | cuenta desactivada | cuenta * suspendida | cuenta * deshabilitada |
        buzón * deshabilitado | casella disabilitata | casella * disattivata | account disattivato | conta desativada |
        conta * suspensa | caixa * desativada | geblokkeerd | konto zablokowane | konto * zablokowane | konto nieaktywne |
        учетная запись отключена | ящик заблокирован | ящик отключен | пользователь заблокирован | почтовый ящик * неактив |
        帐户已禁用 | 账号已停用 | 邮箱已停用 | 已被禁用 | アカウントは無効 | 停止されています | reach is inactive |
        is inactive | is deactivated | is no longer active | reach is disabled | cuenta * desactivada | cuenta * cancelada |
        cuenta * bloqueada | dirección * desactivada | conta * desativada | conta * encerrada | conta * bloqueada |
        compte * clôturé | casella * chiusa | konto * stillgelegt | konto * geschlossen | konto wurde gelöscht |
        konto * usunięte | konto * nieaktywne | аккаунт * заблокирован | аккаунт * удалён | аккаунт * удален |
        ящик * удалён | ящик * удален | hesap * kapatıl | hesab * bağlan | akaun * ditutup | llogaria * çaktivizuar |
        inactive account | mailbox is suspended |
        user is terminated | user or domain is disabled | mailbox is currently suspended | user is currently suspended |
        <rcpt> is currently suspended
    """,
    _C.BLOCKLISTED: """
        blocked by | client host rejected | client blocked | host rejected | is blocked | been blocked | was blocked |
        reputation | connection denied | you are not allowed to connect | not allowed to connect |
        your access to submit messages | your access to this mail system has been rejected |
        access to this mail system has been rejected | messages from <ip> | mail from <ip> | _102 | _103 | _510 | _999
    """,
    _C.SENDER_REFUSED: """
        <self>: access denied | <self> access denied | <self> rejected | <self> is not allowed | <self> not allowed |
        <self> denied | <self>... access denied | <self> is not | <self> blocked | sender unknown | unknown sender |
        sender is not | expéditeur inconnu | remitente desconocido | mittente sconosciuto | remetente desconhecido |
        onbekende afzender | nieznany nadawca | неизвестный отправитель | _403 | _405 | _415 | _421
    """,
    _C.DOMAIN_UNAUTHENTICATED: """
        _401
    """,
    _C.LOGIN_REFUSED: """
        _305 | _402
    """,
    _C.RATE_LIMITED: """
        _104 | send limit | limit exceeded | exceeded limit | limit reached
    """,
    _C.TOO_LARGE: """
        _514
    """,
    _C.GREYLISTED: """
        try again in | try again after | please retry later | come back later | retry in
    """,
}

_GENERAL: dict[Cause, str] = {
    _C.REFUSED: """
        policy reasons | policy violation | policy rejection | denied by policy | blocked by policy | rejected by policy |
        local policy | site policy | administrative prohibition | administratively prohibited | administratively denied |
        prohibited | anti-spoofing | protocol violation | host network not allowed | message refused | message rejected |
        mail rejected | email rejected | message denied | message blocked | mail refused | transaction failed |
        nachricht abgelehnt | nachricht wurde abgelehnt | annahme verweigert | mail rejete | message refusé |
        mensaje rechazado | messaggio rifiutato | mensagem rejeitada | bericht geweigerd | wiadomość odrzucona |
        письмо отклонено | 拒否されました | 被拒绝 | 拒收 | _513 | policy | banned | blocked | spam | content | filter |
        suspicious | security | abus | restricted | restriction
    """,
    _C.TRY_LATER: """
        delivery attempts will continue | has been delayed | temporarily deferred | temporarily rejected |
        temporarily unavailable | temporary failure | temporary error |
        temporary problem | temporary local problem | temporarily refused | temporarily blocked |
        temporary authentication failure | server busy | system busy | too busy | system load | load too high |
        service not available | service unavailable | service currently unavailable | service is temporarily |
        internal resources are temporarily | resources temporarily unavailable | insufficient system |
        insufficient system storage | queue file write error | plus tard | später erneut | später noch einmal |
        intente más tarde | inténtelo más tarde | riprovare più tardi | tente mais tarde | tente novamente |
        probeer het later |
        spróbuj później | попробуйте позже | повторите попытку позже | しばらく | 稍后再试 | 稍後再試
    """,
    _C.SYSTEM: """
        processing error | encountered an error while | system error | internal error | internal server error |
        local error | configuration error | config error |
        misconfigured | user output file | mailer error | command died | pipe to | local delivery failed |
        error in processing |
        i/o error | cannot lock | can't create | couldn't create | aliasing/forwarding | software error | program execution |
        interrupted system call | systemfehler | erreur système | error del sistema | errore di sistema | erro do sistema
    """,
    _C.PROTOCOL: """
        bad sequence | command not | syntax error | unrecognized command | command unrecognized | command unknown |
        not implemented | unsupported command | parameters not | smtputf8
    """,
}

_WEAK: dict[Cause, str] = {
    _C.NO_SUCH_ADDRESS: """
        address rejected | recipient rejected | recipient address rejected | recipient refused | recipients refused |
        rejected recipient | recipient denied | rejected recipients | unrouteable | undeliverable recipient |
        mailbox rejected |
        user rejected | account rejected | adresse erronée |
        recipient is not accepted
    """,
    _C.MAILBOX_UNAVAILABLE: """
        mailbox unavailable | mailbox is unavailable | mailbox not available | mailbox * unavailable | user unavailable |
        recipient unavailable | postfach nicht verfügbar | boîte aux lettres indisponible | buzón no disponible |
        casella non disponibile | caixa * indisponível | postvak niet beschikbaar | ящик недоступен | 邮箱不可用 |
        メールボックスが利用 |
        mailbox unavaiable
    """,
    _C.MAILBOX_FULL: """
        quota | exceeded allowed storage | mailbox size
    """,
    _C.REFUSED: """
        access denied | denied | not permitted | not allowed | not authorized | not authorised | forbidden | rejected by |
        refused by | sender | mail from | return path | envelope from | from address | zugriff verweigert | accès refusé |
        acceso denegado | accesso negato | acesso negado | toegang geweigerd | odmowa dostępu | доступ запрещен |
        service refuse
    """,
    _C.BLOCKLISTED: """
        <ip> | ip address | client host | dynamic
    """,
    _C.RELAYING_DENIED: """
        relay | not local | non-local
    """,
    _C.UNREACHABLE: """
        timed out | timeout | connection | unreachable | dns | lookup | name server | tls
    """,
    _C.TRY_LATER: """
        try again | try later | later | deferred | temporar | retry | too many
    """,
    _C.EXPIRED: """
        expired | too long | giving up
    """,
    _C.SYSTEM: """
        resources | configuration | error occurred while
    """,
}


# What stands before what became of it: "inbox" and "was closed".
_NOUNS = (
    "mailbox | mail box | inbox | account | email | e-mail | address | user | recipient | alias | <rcpt> | you tried to reach"
)
_STATES: dict[Cause, str] = {
    _C.NO_SUCH_ADDRESS: """
        is unknown |
        has been removed | was removed | has been deleted | was deleted | is not known | not known to | is not valid |
        is not recognized | is not recognised | is not registered | not registered | could not be located |
        cannot be located | is no longer known | no longer known | is no longer here | never existed
    """,
    _C.MAILBOX_DISABLED: """
        has been closed | was closed | has been permanently closed | has been terminated | was terminated |
        has been deactivated | was deactivated | has been suspended | has been disabled | was disabled | has been retired |
        has been cancelled | has been canceled | has been archived | has been locked | has been discontinued |
        was discontinued | is discontinued | has been decommissioned | was decommissioned | has been withdrawn
    """,
}


def _combined(states: str) -> str:
    return "|".join(f"{noun.strip()} {state.strip()}" for noun in _NOUNS.split("|") for state in states.split("|"))


def _rows() -> tuple[tuple[int, Cause, tuple[str, ...]], ...]:
    """Every phrase as (weight, cause, its pieces between the gaps)."""
    return tuple(
        (weight, cause, tuple(piece for piece in phrase.strip().split("*") if piece))
        for table, weight in _TABLES
        for cause, phrases in table.items()
        for phrase in phrases.replace("\n", " ").replace(" * ", "* ").split("|")
        if phrase.strip()
    )


_USUALLY = {cause: _combined(states) for cause, states in _STATES.items()}
_TABLES = ((_EXACT, EXACT), (_SURE, SURE), (_USUAL, USUAL), (_USUALLY, USUAL), (_GENERAL, GENERAL), (_WEAK, WEAK))
PHRASES = _rows()
