"""French, Spanish, Portuguese, Galician and Italian."""

from outrider.rules.languages.language import Language

FRENCH = Language(
    code="fr",
    wrote="a écrit; écrit; écrivait; a écrit ce qui suit",
    you_wrote="vous avez écrit; vous écriviez; vous écrivez; vous écrivîtes; tu as écrit; tu écrivais",
    sender="de; expéditeur",
    sent="envoyé; date; envoyé le",
    to="à; a; pour; cc; destinataire",
    subject="objet; sujet",
    original=(
        "message d'origine; message original; message transféré; message initial; message réexpédié; "
        "début du message réexpédié; début du message transféré; e-mail d'origine; courriel original; "
        "rendez-vous d'origine"
    ),
    device=(
        "envoyé de mon; envoyé depuis; envoyé à partir de; obtenez outlook pour; obtenir outlook pour; "
        "télécharger outlook pour; envoyé avec; envoyé par; envoyé via; envoyé d'un; envoyé du; "
        "provenance courrier pour"
    ),
    months=(
        "janvier janv jan; février fevrier févr fév; mars; avril avr; mai; juin; juillet juil; août aout; "
        "septembre sept sep; octobre oct; novembre nov; décembre decembre déc"
    ),
    weekdays="lundi lun; mardi mar; mercredi mer; jeudi jeu; vendredi ven; samedi sam; dimanche dim",
    until="jusqu'au; jusqu au; jusqu'à; jusqu; au",
    back=(
        "rouvr*; retour; de retour; reviens; reviendrai; reprendrai; rentre; rentrerai; reprise; réouverture; rouvr*; rouvrons; "
        "répondrai à partir; revenant; reprenant; reprends; reprendrons"
    ),
    automatic=(
        "réponse automatique; message automatique; absence; absence du bureau; absent du bureau; absent; absente; "
        "en congés; en congé; message d'absence; notification d'absence; absence temporaire; hors du bureau; "
        "réponse automatique d'absence; en vacances; auto-réponse"
    ),
    away=(
        "je suis/serai actuellement? absent/absente; je suis/serai … absent/absente; "
        "je suis/serai … en congés/congé/vacances/déplacement; je suis/serai … hors du bureau; "
        "absent/absente du bureau jusqu; actuellement absent/absente; actuellement en congés/congé/vacances; "
        "absent du bureau; absente du bureau; de retour au bureau; en congé maternité; en congé parental; "
        "en arrêt maladie; accès limité à; mon absence; serai de retour; sera de retour; en rtt; en congés/congé; en "
        "repos"
    ),
    absent=(
        "déplacement; arrêt maladie; malade; congé; congés; vacances; fermés; fermée; fermé; fermées; fermeture; "
        "formation; séminaire; salon; rtt; indisponible; absent; absente; accès limité; pas au bureau; hors du bureau; "
        "pas joignable; télétravail; en voyage; repos; pas disponible; messagerie"
    ),
    received=(
        "avons bien reçu votre demande/message/mail/email/courriel/e-mail; avons reçu votre demande/message; "
        "votre demande/message/ticket a bien? été bien? enregistré*/reçu*/créé*/prise; votre demande a … reçue; "
        "accusons réception; merci de nous avoir contacté*; un ticket a été; nous vous remercions de votre demande; "
        "avons bien pris en compte; votre ticket; accusé de réception; merci pour votre demande; "
        "demande/message/courriel a/ont bien? été enregistrée/enregistré/reçue/reçu/prise/pris; prise en compte; "
        "bien été prise; répondrons dans les meilleurs; revenons vers vous dans les meilleurs; demande … enregistrée; "
        "réponse automatique suite; demande … a été transmise; merci pour votre message/mail/courriel/e-mail; votre "
        "demande … transmise"
    ),
    ticket=(
        "ticket; numéro de dossier; numéro de demande; numéro de référence; réponse automatique; "
        "message automatique; automatiquement; ne pas répondre; accusé de réception; numéro de ticket; "
        "générée automatiquement; merci de ne pas répondre; "
        "sous le numéro; accusé de réception; numéro de dossier/demande; référence"
    ),
    promise=(
        "dans les meilleurs délais; dans les plus brefs délais; sous … heures/jours/h/ouvrés; dans les … "
        "heures/jours; dans un délai de; un conseiller … contactera/répondra; notre équipe … "
        "reviendra/répondra/contactera; vous répondra sous; vous répondrons sous; sera traitée dans; traiterons votre "
        "demande; service concerné"
    ),
    departed=(
        "ne fait plus partie; ne fais plus partie; ne travaille plus; a quitté l'entreprise; a quitté la société; "
        "ai quitté l'entreprise; ai quitté la société; a quitté ses fonctions; ai quitté mes fonctions; "
        "n'est plus en poste; parti à la retraite; partie à la retraite; à la retraite; n'est plus utilisée; "
        "n'est plus consultée; n'est plus active; n'est plus valide; a quitté notre; plus dans l'entreprise; "
        "plus dans la société; n'est plus lue; ne suis plus en poste; est désormais inactive; n'est plus relevée; "
        "compte/boîte/adresse … n est plus active/actif/utilisée/utilisé/valide/consultée; n existe plus; "
        "a été désactivée/désactivé/supprimée/supprimé/fermée/fermé; cessé son/ses/notre activité/activités; "
        "quitté mes fonctions; démissionné; j'ai quitté; a quitté; avons quitté; ai quitté"
    ),
    moved=(
        "nouvelle adresse mail/email/e-mail/électronique; ma nouvelle adresse; nouvelle adresse est; changé d'adresse; "
        "mon adresse a changé; adresse mail a changé; adresse e-mail a changé; adresse email a changé; "
        "adresse e-mail/mail/email/électronique change; adresse … a changé; adresse change; nouvelle adresse"
    ),
    challenge=(
        "confirmer/confirmez votre message/e-mail/envoi/adresse; cliquez … pour que votre message; vous authentifier; "
        "authentifiez-vous; prouver que vous; mailinblack; vous n'êtes pas un robot; valider votre message; "
        "validez votre envoi; pour être distribué; afin d'être autorisé; pour que votre message me/nous parvienne; "
        "cliquer ici … message; authentifier … expéditeur; pour que votre message … soit "
        "remis/délivré/distribué/transmis; confirmez l'envoi; confirmer l'envoi"
    ),
    stop=(
        "ne pas/plus me/nous recontacter/relancer/solliciter; "
        "me/nous retirer/désinscrire/désabonner/supprimer/enlever/radier/effacer; "
        "désinscrivez/désabonnez/désinscris/désabonne/retirez/supprimez/enlevez/retire/rayez moi/nous/mon/mes/notre; ne "
        "me/m/nous contactez/contacter/écrivez/envoyez/sollicitez/relancez/recontactez plus/pas; ne plus me/nous "
        "contacter/écrire/envoyer/solliciter/recontacter/relancer/démarcher; ne plus recevoir; cessez de m/me/nous; "
        "arrêtez de m/me/nous; arrêtez/cessez … sollicitations/mails/emails/envois/spam; stop aux mails/emails; retirer "
        "de votre liste/base; ne souhaite/souhaitons/veux/voulons plus être/recevoir; supprimer mes données/coordonnées; "
        "supprimez mes données/coordonnées; laissez moi tranquille; supprimer mon/notre/mes/nos "
        "adresse*/données/coordonnées/mail/email; retirer mon/notre/mes/nos adresse*/données/coordonnées/mail/email; stop "
        "svp; stop s'il vous plaît; ne souhaite pas/plus être/recevoir; ne veux pas/plus être/recevoir; "
        "enlevez/retirez/supprimez/ôtez/radiez … liste/base/mailing/fichier/contacts; plus de "
        "mail/mails/courriels/publicité/relance/relances; demande mon désabonnement/ma désinscription; mon désabonnement; "
        "ma désinscription; la suppression de mes/mon; effacer/effacez/efface/détruire … mes données/coordonnées; "
        "m'oppose … traitement/prospection/utilisation/démarchage; nous opposons … "
        "traitement/prospection/utilisation/démarchage; exerce/exercer … mon droit d'opposition/d'effacement/à; retire "
        "mon consentement; fichez/foutez/fiche/fous moi/nous la paix; lâchez/laissez moi/nous tranquille*; "
        "marre/ras-le-bol de vos/tes mails/emails/courriels/messages/relances; assez de vos "
        "mails/emails/messages/relances; stop à vos/ces mails/emails/relances; sortez/sors moi/nous de votre/ta; "
        "arrêtez/cessez/arrête avec/de vos/tes mails/emails/courriels/relances/messages"
    ),
    stop_alone=(
        "stop pub; stop svp; "
        "désinscription; désabonner; désabonnement; désinscrire; stop; stopper; me désinscrire; se désabonner; "
        "désinscrivez moi; désabonnez moi"
    ),
    refusal=(
        "a/avons/ai ce qu'il faut/nous/me; "
        "sommes/est déjà/bien équipés/équipé; pas le budget; pas de budget; laissez tomber; laisse tomber; "
        "sans façon; sommes satisfaits/contents de notre/nos/ce; ne nous sera pas utile; "
        "faisons/gérons/traitons/réalisons … en interne; "
        "pas du? tout? intéressé/intéressée/intéressés/intérêt/besoin/prioritaire/intéressant; pas d'intérêt; "
        "pas de besoin; pas besoin; non merci; sans intérêt; pas intéresse; ne nous/m intéresse pas; pas pour nous; "
        "pas d'actualité; pas pour le moment; déjà un prestataire/fournisseur/partenaire/outil; avons déjà; "
        "pas à l'ordre du jour; ne donnerons/donnerai pas suite; malheureusement non; ne sommes/suis pas intéressé*; "
        "pas donner suite; aucun intérêt; aucun besoin; "
        "ne me/nous concerne pas; pas concerné*; ne sommes pas concerné*; n'avons pas ce besoin; n'avons pas besoin; "
        "n'ai pas ce besoin; n'ai pas besoin; pas ce type de besoin; ce n'est pas notre/une priorité; pas notre "
        "priorité; avons ce qu'il nous faut; n'est pas pour nous/moi; ne nous concerne pas; déjà équipés/équipé; "
        "travaillons/travaille déjà avec; avons/ai déjà … prestataire/fournisseur/solution/partenaire/outil"
    ),
    wrong=(
        "mon/ma collègue … gère/s'occupe/s'en; c'est mon/ma/notre/un/une … qui gère/s'occupe/s'en; géré par; demandez à; "
        "trompez de personne/destinataire/interlocuteur/service; "
        "ce n'est pas moi; voyez avec; adressez-vous à; "
        "pas la bonne personne/interlocutrice; pas le bon interlocuteur/contact; mauvaise personne; "
        "mauvais interlocuteur; plus dans l'entreprise; plus en charge; plus employé; pas moi qui; pas responsable; "
        "pas mon domaine; ne travaille plus; contacter plutôt; contactez plutôt; adressez-vous à; rapprocher de mon; "
        "veuillez contacter; merci de contacter/contacter; vous pouvez contacter; il faut contacter/voir; voir avec; "
        "la bonne personne est; à m/mme/monsieur/madame … qui gère/s'occupe"
    ),
    meeting=(
        "rendez-vous; prenons rdv; un rdv; une invitation; me convient; nous convient; convenir d'un; "
        "appelez/rappelez moi/nous; appelle moi; m'appeler; me rappeler; on peut s'appeler; pouvez vous m'appeler; "
        "disponible lundi/mardi/mercredi/jeudi/vendredi/demain; échanger par téléphone; un créneau; un appel; quand "
        "êtes-vous disponible; fixer un; rappelez-moi; recontactez-moi; on peut se voir/parler/rencontrer; peut-on se "
        "voir/parler; ravi/ravie d'échanger/de discuter; proposez une/un/moi; proposez-moi; me/nous rappeler; "
        "rappelez moi; rappelez nous"
    ),
    interest=(
        "ok envoie/envoyez/envoies; envoyez/envoie toujours; allez-y; vas-y; "
        "quand vous voulez/tu veux; avec grand plaisir; "
        "cela/ça m'intéresse; cela/ça nous intéresse; suis … intéressé/intéressée; sommes … intéressés/intéressées; "
        "toujours d'actualité; avec plaisir; oui volontiers; volontiers; très intéressant; oui s'il vous plaît; "
        "pourquoi pas; semble intéressant; a l'air intéressant; m'intéresse; nous intéresse; intéressant; "
        "oui bien sûr; "
        "tombe bien; suis/sommes partant*; dites m'en plus; on en parle; ça me/nous tente; "
        "m'intéresse; nous intéresse; pourrait/pourrions essayer/tester; aimerions/aimerais … essayer/tester"
    ),
    question=(
        "plus d'informations; en savoir plus; m'en dire plus; vos tarifs; plus de détails; une documentation; "
        "quel est le prix; quels sont vos tarifs/prix; combien … coûte; envoyez moi/nous; "
        "envoyer … documentation/informations/devis/tarifs; un devis; pouvez-vous m'envoyer; plaquette; comment "
        "ça/cela marche/fonctionne; avez-vous des références/exemples; en savoir davantage; comment fonctionne; une "
        "démo/démonstration/présentation; un rappel; me/nous rappeler"
    ),
    referral=(
        "je transmets; je vous? transfère; transmets … à; transmis … à; ai transmis; ai transféré; transféré … à; fais "
        "suivre; fait suivre; mets … en copie; ajoute … en copie; oriente vers; transmettre à mon/ma/notre"
    ),
    negation="pas; ne; non; jamais; n",
)

SPANISH = Language(
    code="es",
    wrote="escribió; ha escrito; escribio",
    you_wrote="usted escribió; escribió usted; escribiste; has escrito; ha escrito usted; ustedes escribieron",
    sender="de",
    sent="enviado; fecha; enviado el; enviados",
    to="para; a; cc",
    subject="asunto",
    original=(
        "mensaje original; mensaje reenviado; mensaje enviado; inicio del mensaje reenviado; correo original; "
        "mensaje inicial; cita original; reenviado por"
    ),
    device=(
        "enviado desde; enviado con; enviado vía; enviado por; obtener outlook para; obtén outlook para; "
        "descargar outlook para; enviado de mi; enviado a través"
    ),
    months=(
        "enero ene; febrero feb; marzo mar; abril abr; mayo may; junio jun; julio jul; agosto ago; "
        "septiembre setiembre sep sept set; octubre oct; noviembre nov; diciembre dic"
    ),
    weekdays="lunes lun; martes mar; miércoles mié; jueves jue; viernes vie; sábado sáb; domingo dom",
    until="hasta; al",
    back=(
        "reabr*; regreso; regresaré; regresare; vuelvo; volveré; vuelta; reincorporo; reincorporaré; retorno; retomaré; "
        "de vuelta; regresando; reapertura; reabrimos; reabriremos; volviendo; reincorporándome; reanudaré; reanudamos; "
        "reanudaremos; retomamos; retomaremos; reincorporamos; retomo; contesto; les contesto; contestaré el/a/los; "
        "responderé el/a"
    ),
    automatic=(
        "respuesta automática; contestación automática; fuera de la oficina; fuera de oficina; ausente; ausencia; "
        "de vacaciones; mensaje automático; autorespuesta; respuesta de ausencia; vacaciones; auto respuesta; "
        "aviso de ausencia; ausente de la oficina"
    ),
    away=(
        "estoy/estaré/encuentro/encontraré actualmente? fuera de la? oficina; "
        "estoy/estaré/encuentro/encontraré … de vacaciones; estoy/estaré/encuentro/encontraré … ausente; "
        "estoy/estaré … de baja; permiso de maternidad; permiso de paternidad; permiso por maternidad; "
        "estoy/estaré fuera hasta/del/desde; me encuentro de viaje; acceso limitado a; "
        "fuera de la oficina hasta/del; estaré de vuelta; baja por maternidad; periodo vacacional; "
        "período vacacional; regreso a la oficina; estaré de nuevo/nuevamente/otra en; no estaré disponible; de nuevo "
        "en la oficina; días libres; dias libres; de descanso hasta; disfrutando de … vacaciones/descanso"
    ),
    absent=(
        "viaje; baja; enfermo; enferma; cerrad*; curso; formación; feria; congreso; vacaciones; permiso; ausente; "
        "fuera de; no estoy; limitado; festivo; asuntos propios; no estaré; desconectad*; no disponible; "
        "no tengo acceso; no estoy disponible; excedencia; de descanso"
    ),
    received=(
        "hemos recibido su/tu solicitud/mensaje/correo/consulta/petición/email; "
        "su/tu solicitud/mensaje/consulta/ticket/correo ha sido recibid*/registrad*/cread*; gracias por contactar*; "
        "gracias por ponerse en contacto; se ha creado un ticket/caso; hemos registrado su; acusamos recibo; "
        "gracias por su mensaje/consulta; gracias por comunicarse; su solicitud … registrada; se ha recibido; "
        "solicitud/consulta/mensaje/petición ha sido registrada/registrado/recibida/recibido; hemos recibido su/tu; "
        "ticket/caso … ha sido creado/abierto/registrado; su/tu consulta/solicitud/mensaje ha sido "
        "registrada/registrado/recibida/recibido; gracias por escribirnos; gracias por su/tu mensaje/correo/consulta; "
        "gracias por contactarnos; confirmamos la recepción; confirmamos haber recibido; acusamos recepción; hemos "
        "recibido; su/tu mensaje/correo/consulta/solicitud ha llegado; ha llegado a nuestro servicio"
    ),
    ticket=(
        "ticket; número de caso; número de ticket; número de solicitud; número de referencia; respuesta automática; "
        "mensaje automático; automáticamente; no responda; no responder; acuse de recibo; incidencia; caso #; "
        "con el número; número de solicitud/caso/consulta/referencia"
    ),
    promise=(
        "lo antes posible; a la mayor brevedad; en un plazo; en … horas/laborables/hábiles; un agente/asesor … "
        "contactará/responderá; nuestro equipo … responderá/contactará; en breve … agente/asesor/contacto; le "
        "responderemos; nos pondremos en contacto; se pondrá en contacto; a la brevedad; le atenderemos; lo/le/la "
        "atenderá; daremos respuesta"
    ),
    departed=(
        "ya no trabaj*; ya no forma parte; ya no formo parte; dejó la empresa; dejado la empresa; ha dejado de trabajar; "
        "he dejado de trabajar; ya no labora; ya no está en la empresa; jubilado; jubilada; me he jubilado; "
        "ya no está en uso; ya no se utiliza; ya no está activ*; no se encuentra más en; ya no pertenece; "
        "ha causado baja; ya no se usa; ya no uso; ya no reviso; ya no es atendid*; "
        "cuenta/buzón/dirección/correo … desactivad*/cancelad*/cerrad*/inactiv*; ya no existe; "
        "ha cesado su/sus actividad/actividades; renuncié; he renunciado; dejado de formar parte; dejó de formar "
        "parte; dejado la empresa/compañía; ya no forma/formo parte; dejé de trabajar; dejó de trabajar; ya no soy "
        "empleada/empleado/parte; ya no estoy en; ya no es empleada/empleado"
    ),
    moved=(
        "nueva dirección de correo; nuevo correo; mi nueva dirección; mi nuevo email; nueva dirección de email; "
        "cambiado de dirección; mi dirección ha cambiado; mi correo ha cambiado; nuevo correo electrónico; "
        "nueva dirección; he cambiado de correo; cambio de correo; dirección … ha cambiado"
    ),
    challenge=(
        "confirme/confirmar su/tu mensaje/correo/envío; haga clic … para que su mensaje; no es un robot; "
        "verificar que usted; autorizar su correo; verifique que es; demuestre que; para entregar su mensaje; "
        "para que su correo/mensaje … entregado; confirme que … humano; verifique que … humano; haga clic … entregar; "
        "para que su/tu/el … mensaje/correo sea entregado; confirme el envío; confirmar el envío"
    ),
    stop=(
        "retírenme/retíreme/sáquenme/exclúyanme de; "
        "no me/nos escrib*/contact*/envíen/envíe/envies/mandes/mande/manden/vuelva*/molest*; "
        "elimín*me/elimínanos/elimíneme; elimin*/borr*/quit*/sáqu*/saqu*/retir* me/nos/mi/mis; elimíneme; elimínenme; "
        "bórreme; bórrenme; quíteme; quítenme; sáqueme; sáquenme; retíreme; bórrame; quítame; sácame; elimíname; "
        "dar/dadme/denme/deme/darme/darnos de baja; dame de baja; déme de baja; dejen/deje/deja de "
        "escribir*/contactar*/enviar*/mandar*/molestar*; dejar de recibir; no deseo/quiero/queremos/deseamos "
        "recibir/recibir más; no más correos/emails/mensajes; no quiero … más correos/emails/mensajes; no contactar*; "
        "baja por favor; no volver a contactar*; no deseo/quiero que me contacten/escriban/llamen; no deseamos que; no "
        "quiero/deseo recibir; no quiero/queremos/deseo/deseamos … publicidad/correos/mensajes/emails/llamadas; "
        "quite/quiten/saque/saquen/elimine/eliminen/borre/borren … lista/base; dejen de "
        "escribirme/llamarme/contactarme/molestarme; solicito la baja; mi baja de; la eliminación de mis; "
        "dejad/dejá/parad/pare/paren/deja/dejen/deje/basta de escrib*/enviar*/mandar*/contactar*/molestar*; "
        "dejad/dejen/deje/deja de mandarme/enviarme/escribirme/llamarme/molestarme/mandarnos/enviarnos/escribirnos; "
        "dejadme/déjenme/déjeme/déjame en paz; basta de correos/emails/mensajes/spam/publicidad; ejerzo/ejercicio … mi "
        "derecho/derechos; supriman/suprima/eliminen/elimine/borren/cancelen … mis datos; "
        "supresión/cancelación/eliminación … mis datos; me opongo al/a … tratamiento/uso/publicidad; revoco mi "
        "consentimiento; no vuelvan/vuelva/volváis a remitir*/enviar*/escribir*/mandar*/contactar*"
    ),
    stop_alone=(
        "baja; darse de baja; cancelar; dar de baja; dame de baja; baja por favor; eliminar; parar; stop; cancelar suscripción"
    ),
    refusal=(
        "no es una prioridad; "
        "paso de/gracias; no nos convence; déjalo; lo dejamos; "
        "estamos servidos/cubiertos; no va con nosotros; no nos hace falta; no hace falta; "
        "hacemos/llevamos/gestionamos/realizamos … internamente/nosotros; "
        "no me/nos/estoy/estamos interesad*/interesa/necesit*; no me interesa; no nos interesa; no estoy interesad*; "
        "no estamos interesad*; no gracias; no necesit*; no tenemos/tengo interés/necesidad/presupuesto; "
        "no es para nosotros; por ahora no; de momento no; por el momento no; ya tenemos; ya contamos con; "
        "ya trabajamos con; lamentablemente no; no es prioridad; sin interés; no encaja; no nos encaja; ya estamos "
        "servidos/cubiertos; ya tenemos proveedor/solución/quien; no aplica; trabajamos/trabajo … con "
        "otro/otra/alguien; ya trabajamos/trabajo con; estamos contentos con; no lo necesitamos/necesito; no la "
        "necesitamos/necesito"
    ),
    wrong=(
        "lo lleva/gestiona/ve mi/nuestro/nuestra/el/la; eso lo lleva; se encarga mi/nuestro/nuestra/el/la; pregunt* a; "
        "no llevo ese/este/el tema; no llevo yo; se equivoca/equivocan/equivocas de persona/departamento; "
        "no soy la persona; no soy el responsable; no soy la responsable; persona equivocada; persona incorrecta; "
        "ya no trabaj*; no es mi área; contacte con; póngase en contacto con; debe contactar; "
        "la persona indicada/encargada es; contacte a mi; no me corresponde; la persona adecuada/correcta/responsable "
        "es; debería/debe/tiene que hablar/contactar con; hable/habla con mi/nuestro/el/la; el responsable es; la "
        "responsable es; quien lleva/se encarga"
    ),
    meeting=(
        "me podéis/puedes/puede/pueden llamar; "
        "agendemos; claro agendemos; "
        "agend*/program*/concret* una reunión/llamada/cita; una reunión; una llamada; una invitación; me viene bien; "
        "nos viene bien; llámame; llámeme; llamarme; podemos hablar/reunirnos/vernos; hablamos; "
        "cuándo puede*/podemos; disponible el lunes/martes/miércoles/jueves/viernes; llame mañana; una cita; "
        "videollamada; reunirnos; "
        "hablemos; hablamos el; podríamos vernos/hablar/reunirnos; propón/proponga/propone/proponme … hora/fecha/día; "
        "mira mi agenda; nos vemos el"
    ),
    interest=(
        "cuando quieras/quiera/gusten; claro cuando; por supuesto; "
        "me/nos interesa; estoy/estamos … interesad*; suena bien/interesante; sigue en pie; sí por favor; "
        "me parece bien/interesante; claro que sí; con gusto; con mucho gusto; muy interesante; me gustaría; "
        "nos gustaría; adelante; interesante; sí claro; "
        "me apunto; nos apuntamos; cuéntame/cuénteme/cuéntenos/cuéntanos más; gustaría probarlo/probar; podríamos "
        "probar; queremos probar"
    ),
    question=(
        "pásame/páseme/pásanos/páseme/pasadme/pasadnos; mándanos/mándenos/envíanos/envíenos; "
        "más información; más detalles; contarme algo? más; precios; saber más; cuánto cuesta/cuestan; "
        "cuál es el precio; envíame; envíeme; enviarme; envíenme; mándame; mándeme; mandarme; cotización; "
        "presupuesto por; me puede enviar; tarifas; catálogo; qué precio; que precio; cuánto sale; cuáles son sus/las "
        "tarifas/condiciones/precios; qué tarifas; cómo funciona/funcionan; tienen referencias; una cotización; una "
        "demo/demostración/propuesta/presentación/oferta"
    ),
    referral=(
        "reenvío; reenvio; reenviado; reenvié; he trasladado; traslado tu/su; paso tu/su/el correo/mensaje; se lo paso; "
        "lo derivo; derivo tu/su; he derivado; pongo en copia; copio a; en copia a"
    ),
    negation="no; nunca; jamás; sin",
)

PORTUGUESE = Language(
    code="pt",
    wrote="escreveu; escreveu o seguinte; escreveu no dia; escreve",
    you_wrote="você escreveu; escreveste; o senhor escreveu; a senhora escreveu; escreveu você",
    sender="de",
    sent="enviado; enviada; data; enviada em; enviado em",
    to="para; cc",
    subject="assunto",
    original=(
        "mensagem original; mensagem encaminhada; mensagem reencaminhada; início da mensagem encaminhada; "
        "início da mensagem reencaminhada; e-mail original; compromisso original; mensagem reenviada"
    ),
    device=(
        "enviado do; enviado de; enviado pelo; enviado a partir; enviado através; enviado via; obter o outlook; "
        "obter outlook; baixe o outlook; baixar o outlook; obtenha o outlook; enviado com; enviada do meu"
    ),
    months=(
        "janeiro jan; fevereiro fev; março mar; abril abr; maio mai; junho jun; julho jul; agosto ago; setembro set; "
        "outubro out; novembro nov; dezembro dez"
    ),
    weekdays=(
        "segunda segunda-feira seg; terça terça-feira ter; quarta quarta-feira qua; quinta quinta-feira qui; "
        "sexta sexta-feira sex; sábado sáb; domingo dom"
    ),
    until="até; ao",
    back=(
        "reabr*; retorno; retornarei; volto; voltarei; regresso; regressarei; volta; de volta; retornando; retomarei; "
        "reabrimos; reabertura; reabriremos; regressando; regressamos; estarei de volta; retomo; retomamos; retomaremos; "
        "voltamos; voltaremos"
    ),
    automatic=(
        "resposta automática; mensagem automática; ausência; ausente; fora do escritório; fora da empresa; "
        "de férias; férias; aviso de ausência; ausência temporária; em férias; ausência do escritório; "
        "auto resposta; ausente do escritório"
    ),
    away=(
        "estou/estarei fora do escritório; estou/estarei … de/em férias; estou/estarei … ausente; "
        "encontro-me … ausente; encontro-me … de férias; encontro-me fora; me encontro … de/em férias; "
        "licença maternidade; licença-maternidade; licença de maternidade; licença médica; acesso limitado; "
        "estarei de volta; estou/estarei fora até/de; fora do escritório até; estarei ausente; em período de férias; "
        "estou/estarei de licença; de folga; dias de folga; de descanso"
    ),
    absent=(
        "viagem; licença; doente; atestado; fechad*; encerrad*; treinamento; formação; feira; congresso; férias; "
        "ausente; fora do; não estou; não estarei; limitado; folga; feriado; recesso; indisponível; afastad*; "
        "licença-maternidade"
    ),
    received=(
        "recebemos a? o? sua/seu/vossa solicitação/mensagem/e-mail/contato/pedido/contacto; "
        "sua/seu solicitação/mensagem/chamado/ticket/pedido foi recebid*/registrad*/abert*/criad*; "
        "obrigado por entrar em contato; obrigado por contatar; agradecemos o seu contato/contacto; "
        "agradecemos o contato/contacto; foi aberto um chamado; chamado foi aberto; o seu pedido foi; "
        "a sua mensagem foi recebida; obrigado pelo seu contacto; ticket foi criado; "
        "ticket/chamado/caso … foi criado/aberto/registrado"
    ),
    ticket=(
        "ticket; chamado; protocolo; número do pedido; número de referência; resposta automática; "
        "mensagem automática; automaticamente; não responda; não responder; e-mail automático; protocolo n; "
        "confirmação de recebimento"
    ),
    promise=(
        "o mais breve possível; assim que possível; em até … horas/dias/úteis; no prazo de; nossa equipe/equipa … "
        "responderá/entrará/retornará; um atendente … entrará/responderá"
    ),
    departed=(
        "não trabalh* mais; já não trabalh*; não faz mais parte; não faço mais parte; já não faz parte; "
        "já não faço parte; deixou a empresa; desligou-se; saiu da empresa; me desliguei; não está mais na empresa; "
        "não é mais utilizado; já não é utilizado; não está mais ativo; aposentado; aposentada; aposentei; reformado; "
        "reformada; desativado; não é mais monitorad*; foi desligado; foi desligada; "
        "conta/caixa/endereço/e-mail/email … desativad*/encerrad*/cancelad*/inativ*; não existe mais; deixei a empresa; "
        "pedi demissão; foi desativada/desativado; deixou de fazer parte; deixei de fazer parte; não faz/faço mais "
        "parte; deixei de trabalhar; deixou de trabalhar; saí da empresa"
    ),
    moved=(
        "novo e-mail; novo email; novo endereço; meu novo endereço; meu e-mail mudou; mudança de e-mail; "
        "novo endereço de e-mail; o meu endereço mudou; mudei de e-mail; endereço … mudou"
    ),
    challenge=(
        "confirme/confirmar a? o? sua/seu mensagem/e-mail; clique … para que sua mensagem; não é um robô; "
        "liberar sua mensagem; verificação do remetente; clique … para liberar; confirme que você; provar que você; "
        "para que seu e-mail/email seja entregue; digite os caracteres; antispam uol; clique no link … entregue; "
        "confirme … remetente; para que sua/seu/a/o … mensagem/email/e-mail seja entregue; que sua/a mensagem seja "
        "entregue; confirme o envio; confirmar o envio"
    ),
    stop=(
        "quero/gostaria/desejo … ser removido/removida/excluído/excluída/retirado/retirada; "
        "remova-me; remova me; me remov*; me retir*; me exclu*; me descadastr*; me tir* da/do; descadastr*; tire-me; "
        "retire-me; retirem-me; removam-me; exclua-me; excluam-me; não me/nos "
        "envi*/contact*/contat*/escrev*/mand*/perturb*; pare/parem de enviar/mandar/me/contactar/contatar/escrever; "
        "deixe/deixem de me/enviar/contactar; não quero/queremos/desejo/desejamos mais? receber; não envi* mais; não me "
        "contacte*; cancelar a minha subscrição; remover meu e-mail; remover o meu; excluir meu e-mail; remover da lista; "
        "tirem/tire/retirem/retire me da/do/de; me tirem/tire/retirem/retire da/do/de; "
        "remova/remover/retire/retirar/exclua/apague/tire … da lista; remova/retire/exclua/apague meu "
        "e-mail/email/endereço/contato/nome; retirar/remover/excluir/apagar meu/minha e-mail/email/endereço/contato/nome; "
        "não desejo/quero ser/receber; não desejamos receber/ser; tire/tirem/retire/retirem/exclua/excluam/remova/removam "
        "… lista/base/cadastro; não quero/queremos/desejo … receber/e-mails/emails/mensagens/publicidade; parem/pare de … "
        "escrever/enviar/mandar; solicito a remoção/exclusão; a exclusão dos meus/do meu; para/pare/parem/pára de me "
        "mandar/enviar/encher/escrever; para/pare/parem de mandar/enviar e-mail/e-mails/email/emails/mensagens; chega de "
        "e-mails/emails/mensagens/spam; me deixa/deixe/deixem em paz; deixem-me em paz; exclusão/eliminação/apagamento … "
        "meus dados; excluam/exclua/apaguem/eliminem … meus dados; oponho-me ao tratamento; revogo o? meu consentimento; "
        "não me enviem mais"
    ),
    stop_alone=(
        "remover; sair; cancelar; descadastrar; remova-me; parar; stop; cancelar inscrição; remover por favor; descadastre"
    ),
    refusal=(
        "deixa/deixe para/pra lá; fica para a próxima; estamos servidos; não é prioridade; "
        "estamos satisfeitos/contentes com o nosso/a; já estamos servidos; não nos serve; "
        "não tenho/temos/estou/estamos/há interess*; não temos/tenho interesse/necessidade/orçamento; não interessa; "
        "não me/nos interessa; não obrigado/obrigada; não precis*; não é para nós; no momento não; "
        "neste momento não; de momento não; por enquanto não; já temos; já trabalhamos com; já utilizamos; "
        "infelizmente não; sem interesse; não é prioridade; agradeço mas não; não é o momento; não se aplica; já "
        "estamos atendidos/servidos; já temos fornecedor/parceiro/solução; já trabalhamos/trabalho com; já "
        "temos/tenho … fornecedor/parceiro/solução/sistema; não há interesse"
    ),
    wrong=(
        "quem vê/faz/gere/decide/cuida/trata isso/disso/isto/disto é; trata disso o/a; isso é com o/a; "
        "não sou eu que/quem; não trato disso; "
        "não sou a pessoa; não sou o responsável; não sou a responsável; pessoa errada; não é a minha área; "
        "não é minha área; não é comigo; já não trabalh*; não trabalh* mais; entre em contato com; "
        "entrar em contato com; fale com o; fale com a; contacte o meu; a pessoa certa/responsável/indicada é; o "
        "responsável é; quem cuida; quem trata; deve falar/contactar/contatar com"
    ),
    meeting=(
        "marcar/agendar uma reunião/chamada/conversa/call; agendar um; uma reunião; uma chamada; uma conversa; "
        "me ligue; ligue-me; me liga; ligar-me; pode* me? ligar; podemos conversar/falar/marcar/agendar; "
        "vamos conversar/marcar/agendar; qual o melhor horário; quando podemos; "
        "disponível na segunda/terça/quarta/quinta/sexta; bater um papo; podíamos/poderíamos falar/reunir; "
        "proponha/propõe … data/horário; podemos falar/conversar"
    ),
    interest=(
        "tenho/temos … interesse; me/nos interessa; estou/estamos … interessad*; interessa-me; interessa-nos; "
        "sim por favor; com prazer; parece bom/interessante/ótimo; muito interessante; gostaria; gostaríamos; "
        "claro que sim; interessante; sim claro; pode ser; vamos em frente; parece-me bem; gostaríamos/gostaria de "
        "experimentar/testar; podemos experimentar/testar"
    ),
    question=(
        "me conta/conte mais; conta/conte-me mais; conte mais; "
        "mais informações/detalhes/informação; saber mais; quanto custa; qual o preço/valor; qual é o preço/valor; "
        "me envie; envie-me; me mande; mande-me; pode* me? enviar; preços; orçamento por; proposta; "
        "tabela de preços; catálogo; me manda; como funciona/funcionam; têm referências; manda/mande/envie/envia o "
        "orçamento/a proposta; uma demo/demonstração/apresentação/proposta; um orçamento"
    ),
    referral=(
        "encaminho; encaminhei; encaminhando; encaminhado ao/à/para; vou encaminhar; reencaminho; reencaminhei; "
        "repassei; repassando; vou repassar; coloco em cópia; copio o/a; em cópia o/a"
    ),
    negation="não; nunca; sem; nem",
)

ITALIAN = Language(
    code="it",
    wrote="ha scritto; scrive; scrisse; ha scritto quanto segue",
    you_wrote="lei ha scritto; hai scritto; avete scritto; ha scritto lei; tu hai scritto; scriveva",
    sender="da; mittente",
    sent="inviato; data; inviata; inviato il",
    to="a; per; cc; destinatario",
    subject="oggetto",
    original=(
        "messaggio originale; messaggio inoltrato; inizio messaggio inoltrato; messaggio reindirizzato; "
        "e-mail originale; mail originale; appuntamento originale; messaggio inviato; inizio del messaggio inoltrato"
    ),
    device=(
        "inviato da; inviato dal mio; inviato con; inviato tramite; inviato dall; scarica outlook per; "
        "ottieni outlook per; inviato via; inviato mediante"
    ),
    months=(
        "gennaio gen; febbraio feb; marzo mar; aprile apr; maggio mag; giugno giu; luglio lug; agosto ago; "
        "settembre set sett; ottobre ott; novembre nov; dicembre dic"
    ),
    weekdays=(
        "lunedì lunedi lun; martedì martedi mar; mercoledì mercoledi mer; giovedì giovedi gio; venerdì venerdi ven; "
        "sabato sab; domenica dom"
    ),
    until="fino; sino; fino al; al",
    back=(
        "riapr*; rientro; rientrerò; rientrero; torno; tornerò; tornero; ritorno; ritornerò; di ritorno; di nuovo; riapertura; "
        "riapriamo; riapriremo; riapre; rientrando; ritornando; riprenderò; riprendo"
    ),
    automatic=(
        "risposta automatica; fuori sede; fuori ufficio; assente; assenza; in ferie; ferie; messaggio automatico; "
        "risposta automatica fuori sede; assente dall'ufficio; fuori dall'ufficio; risponditore automatico; "
        "notifica di assenza"
    ),
    away=(
        "sono/sarò attualmente? fuori sede/ufficio; sono/sarò … assente; sono/sarò … in ferie; "
        "sono/sarò … fuori ufficio/sede; sono/sarò … fuori dall'ufficio; fuori dall'ufficio; sono/sarò … in vacanza; "
        "in maternità; in malattia; in congedo; accesso limitato; sarò di nuovo; sarò di ritorno; "
        "rientrerò in ufficio; assente dall'ufficio; ufficio … chiuso per ferie; ufficio chiuso; uffici … chiusi; in "
        "trasferta; sono in viaggio; fuori sede; leggerò la posta/le/i; giorni di ferie/riposo/permesso; in permesso; "
        "sono in congedo"
    ),
    absent=(
        "trasferta; malattia; malat*; maternità; paternità; formazione; corso; fiera; congresso; ferie; vacanza; "
        "permesso; assente; fuori; non sono in; limitato; congedo; viaggio; non disponibile; smart working; "
        "indisponibile; chiuso; chiusi; chiusa; chiuse"
    ),
    received=(
        "abbiamo ricevuto la? il? sua/vostra/tua/suo/vostro/tuo richiesta/messaggio/email/mail; "
        "la sua/tua/vostra richiesta è stata ricevuta/registrata/presa; grazie per averci contattat*; "
        "ticket … creato/aperto; è stato aperto un ticket; è stato creato un ticket; confermiamo la ricezione; "
        "sua richiesta … presa in carico; abbiamo preso in carico; grazie per aver contattato; "
        "conferma di ricezione; richiesta è stata; ringraziamo per la sua/tua e-mail/mail/email/richiesta; "
        "ringraziamo per il suo/tuo messaggio; messaggio è stato ricevuto; grazie per il tuo/suo messaggio; grazie "
        "per averci scritto; confermiamo di aver ricevuto; abbiamo ricevuto"
    ),
    ticket=(
        "ticket; numero di pratica; numero di riferimento; risposta automatica; messaggio automatico; "
        "automaticamente; non rispondere; conferma di ricezione; numero ticket; e-mail automatica; "
        "numero di richiesta; mail automatica"
    ),
    promise=(
        "al più presto; nel più breve tempo; entro … ore/giorni/lavorativi; un operatore/nostro … "
        "contatterà/risponderà; il nostro team … risponderà/contatterà; le risponderemo; ti risponderemo; verrà "
        "contattato/ricontattato; non rispondere a questa"
    ),
    departed=(
        "non lavora più; non lavoro più; non fa più parte; non faccio più parte; ha lasciato l'azienda; "
        "ho lasciato l'azienda; non è più in azienda; in pensione; pensionato; pensionata; non è più attiv*; "
        "non è più in uso; non è più utilizzat*; non è più presidiat*; ha lasciato la società; non più operativ*; "
        "non opera più; non è più monitorat*; casella dismessa; non è più letta; "
        "casella/account/indirizzo … disattivat*/chius*/dismess*; non esiste più; ha/ho cessato; mi sono "
        "dimesso/dimessa; ho lasciato; ha lasciato; ho smesso di lavorare; si è dimessa/dimesso; dato le dimissioni; "
        "rassegnato le dimissioni; ha cessato"
    ),
    moved=(
        "nuovo indirizzo email/mail/e-mail/di; mio nuovo indirizzo; nuova email; nuova mail; nuova e-mail; "
        "indirizzo è cambiato; cambiato indirizzo; indirizzo email/e-mail/mail è cambiato; indirizzo … è cambiato; "
        "nuovo indirizzo; ho cambiato indirizzo; scrivetemi a"
    ),
    challenge=(
        "conferm* il tuo/suo/vostro messaggio; clicc* … per consegnare; non sei un robot; non è un robot; "
        "verifica del mittente; clicc* … recapitare; conferma di essere; dimostr* di essere; affinché il suo/tuo "
        "messaggio … sia consegnato/recapitato; confermare l'invio; confermi l'invio"
    ),
    stop=(
        "cancellatemi; rimuovetemi; cancellami; rimuovimi; toglietemi; lasciatemi/lasciami/lasciateci in pace; "
        "disiscrivetemi; toglimi; eliminatemi; eliminami; cancellateci; rimuoveteci; mi cancelli; mi rimuova; mi tolga; "
        "cancellarmi; rimuovermi; togliermi; disiscrivermi; eliminarmi; cancellarci; rimuoverci; disiscrivimi; non mi/ci "
        "contatt*/scriv*/invi*/mand*/disturb* più?; non contattatemi/scrivetemi/inviatemi/mandatemi; non "
        "contattarmi/scrivermi/inviarmi/mandarmi; non contattateci/scriveteci/inviateci/mandateci; smett* di "
        "scriver*/inviar*/contattar*/mandar*; non voglio/vogliamo/desidero/desideriamo più? ricevere/essere; basta "
        "mail/email; non scrivete più; non inviate più; cancellate/cancelli/rimuovete/rimuova/eliminate/elimini il? "
        "mio/mia indirizzo/email/contatto/nominativo/mail; non voglio/desidero ricevere/essere; "
        "togliete/tolga/rimuovete/rimuova/cancellate/cancelli … lista/elenco/database/mailing; non "
        "mandate/mandatemi/inviatemi … più; basta mail/email/messaggi; cancellazione dei miei; cancellazione dalla/dal "
        "vostro/vostra; richiedo/chiedo la cancellazione/rimozione; basta con queste/questi/le/i … "
        "mail/email/messaggi/spam; mi oppongo al … trattamento/uso; cancellazione/rimozione … miei dati; "
        "cancellare/cancelli/cancellate/eliminare/eliminate … miei dati; revoco il? mio? consenso; mio diritto "
        "all'oblio/alla; piantatela/smettila/smettetela di/con scriver*/mandar*/inviar*/queste/le; non rompete più"
    ),
    stop_alone=(
        "cancellami; disiscrivi; cancellatemi; disiscrivimi; rimuovi; rimuovetemi; stop; disiscrizione; cancellazione; rimuovere"
    ),
    refusal=(
        "lasciamo/lascia/lasci perdere/stare; non rientra; non nei nostri piani; "
        "siamo a posto; a posto così; siamo soddisfatti/contenti del nostro/di; siamo coperti; non ne abbiamo bisogno; "
        "facciamo/gestiamo/svolgiamo … internamente/noi; "
        "non sono/siamo/ci/mi interessa*; non interessa; non interessat*; no grazie; "
        "non abbiamo/ho bisogno/interesse/necessità/budget; non ci serve; non mi serve; al momento no; per ora no; "
        "per il momento no; non fa per noi; abbiamo già; già un fornitore; purtroppo no; nessun interesse; "
        "non rientra; non è di nostro interesse; declin*; non è una priorità; siamo già a posto/coperti/serviti; non "
        "ci riguarda; lavoriamo/lavoro già con; abbiamo/ho già … fornitore/soluzione/partner/sistema; collaboriamo "
        "già"
    ),
    wrong=(
        "se ne occupa; lo segue/gestisce il/la; chieda/chiedi a/al/alla; "
        "non lavoro più; "
        "non sono la persona; non sono io; persona sbagliata; referente sbagliato; non è di mia competenza; "
        "non me ne occupo; non mi occupo; non lavora più; contatt* il/la/invece il/la/mio; si rivolga a; "
        "rivolgersi a; non sono il referente; non sono il responsabile; deve/dovrebbe/può "
        "parlare/contattare/scrivere/sentire con/il/la/a; la persona giusta/corretta/responsabile è; il responsabile "
        "è; il referente è; se ne occupa"
    ),
    meeting=(
        "fissa*/organizza*/programma* una/un call/appuntamento/chiamata/riunione/incontro; una call; una chiamata; "
        "un appuntamento; un incontro; mi chiami; chiamami; chiamatemi; può chiamarmi; "
        "possiamo sentirci/parlare/vederci/incontrarci; sentiamoci; ci sentiamo; quando è disponibile; "
        "sono disponibile; mi va bene; va bene lunedì/martedì/mercoledì/giovedì/venerdì/domani; mi/ci può "
        "richiamare/chiamare; può/potrebbe richiamarmi/chiamarmi; proponga/proponi … data/orario"
    ),
    interest=(
        "mandi/manda/invii/invia/mandate pure; mi dica/dimmi di più; ok mandi/manda; "
        "sono/siamo … interessat*; mi/ci interessa; mi/ci interesserebbe; sì grazie; sì volentieri; volentieri; "
        "con piacere; sembra interessante; molto interessante; certo; interessante; sì certo; mi piacerebbe; "
        "ci piacerebbe; ben volentieri; suona bene; suona interessante; vorremmo/vorrei/potremmo "
        "provarlo/provare/testare; lo proviamo"
    ),
    question=(
        "maggiori/più/ulteriori informazioni/dettagli/info; saperne di più; quanto costa; qual è il prezzo; "
        "quali sono i prezzi/costi; mi invii; inviami; inviatemi; mi mandi; mandami; mandatemi; preventivo; listino; "
        "prezzi; può inviarmi; un'offerta; brochure; può mandarmi; come funziona/funzionano; avete referenze; una "
        "demo/dimostrazione/presentazione/proposta; un preventivo"
    ),
    referral=(
        "inoltro; inoltrato; inoltriamo; giro la/il/questa/al/alla; girato la/il/al/alla; metto in copia; passo "
        "la/il/al/alla; metto in contatto"
    ),
    negation="non; mai; senza; né",
)

GALICIAN = Language(
    code="gl",
    wrote="escribiu; escribiu o seguinte; escribe",
    sender="de",
    sent="enviado; enviada; data; enviado o",
    to="para; a; cc",
    subject="asunto",
    original="mensaxe orixinal; mensaxe reenviada; inicio da mensaxe reenviada; correo orixinal",
    device="enviado dende; enviado desde; enviado co; enviado coa; obter outlook; obtén outlook; enviado a través",
    months=(
        "xaneiro xan; febreiro feb; marzo mar; abril abr; maio mai; xuño xuñ; xullo xul; agosto ago; setembro set; "
        "outubro out; novembro nov; decembro dec"
    ),
    weekdays="luns; martes; mércores mér; xoves xov; venres ven; sábado sáb; domingo dom",
    until="ata; ata o; até",
    back="volvo; volverei; regreso; regresarei; de volta; retorno; incorporareime; estarei de volta",
    automatic="resposta automática; mensaxe automática; ausencia; ausente; fóra da oficina; de vacacións; vacacións",
    away=(
        "estou/estarei … de vacacións; estou/estarei … fóra da oficina; estou/estarei … ausente; atópome … ausente; "
        "atópome … de vacacións; atópome fóra; de baixa; de baixa por maternidade; acceso limitado; "
        "non estarei na oficina; fóra da oficina ata; de viaxe ata"
    ),
    absent=(
        "viaxe; baixa; enfermo; enferma; pechad*; formación; feira; congreso; vacacións; ausente; fóra da; non estou; festivo"
    ),
    received=(
        "recibimos a súa/túa/vosa mensaxe/solicitude/consulta; recibimos o seu/teu correo/pedido; "
        "a súa solicitude/mensaxe/consulta foi recibida/rexistrada; grazas por contactar; "
        "grazas por poñerse en contacto; grazas pola súa mensaxe; o seu ticket foi creado"
    ),
    ticket=(
        "número de ticket; número de solicitude; número de referencia; ticket; resposta automática; "
        "mensaxe automática; non responda; automaticamente; acuse de recibo"
    ),
    promise="o antes posible; nun prazo de",
    departed=(
        "xa non traballo; xa non traballa; deixou a empresa; deixei a empresa; xa non forma parte; "
        "xa non formo parte; xubilouse; xubileime; xa non se usa; xa non está activ*; xa non se utiliza; "
        "xa non existe"
    ),
    moved=("novo enderezo; novo correo; o meu novo enderezo; cambio de enderezo; cambiei de correo; o meu enderezo cambiou"),
    challenge=("confirme a súa mensaxe; prema … entregue*; non é un robot; verificación do remitente; confirme que vostede é"),
    stop=(
        "elimíneme; elimínenme; elimíname; bórreme; bórrenme; bórrame; quíteme da; quítenme da; quítame da; "
        "deme/déame de baixa; non me/nos escriba*/envíe*/contacte*/moleste*/mande*; "
        "deixe/deixen de escribirme/enviarme/contactarme/mandarme/escribir/enviar; "
        "non quero/queremos/desexo/desexamos … recibir; non … máis correos/mensaxes; elimine/borre/quite … da lista; "
        "elimine/borre/quite o meu correo/enderezo"
    ),
    stop_alone="dar de baixa; baixa; elimíneme; bórreme; stop; cancelar subscrición; darme de baixa",
    refusal=(
        "non estou/estamos/temos/teño interes*; non me/nos interesa; non grazas; grazas pero non; non precisamos; "
        "non preciso; non necesitamos; agora mesmo non; polo momento non; xa temos; xa traballamos con; "
        "sentímolo pero non; non é para nós; sen orzamento; non temos orzamento/necesidade"
    ),
    wrong=(
        "non son a persoa; non son o responsable; non son a responsable; persoa equivocada; non é a miña área; "
        "póñase en contacto con; contacte co meu; contacte coa miña; fale co meu; fale coa miña; non é comigo"
    ),
    meeting=(
        "chámeme; chámame; chámenos; podemos falar/vernos/quedar; unha chamada; reunión; "
        "cando … tempo/dispoñible/podemos; vénme ben; vén ben; quedamos; concertar; falamos"
    ),
    interest=(
        "interésame; interésanos; estou interesad*; estamos interesad*; soa ben; soa interesante; si por favor; "
        "si grazas; encantado; encantada; con moito gusto; claro que si; por suposto; gustaríame; gustaríanos; "
        "moi interesante"
    ),
    question=(
        "máis información; máis detalles; canto custa; cal é o prezo; envíeme; envíenos; envíame; presuposto; "
        "orzamento; prezos; saber máis; pode enviarme; catálogo; folleto; como funciona"
    ),
    referral="reenvío; reenviei; reenviado; paso a súa/túa mensaxe; poño en copia",
    negation="non; nunca; sen; nin",
)


ALL = (FRENCH, SPANISH, PORTUGUESE, ITALIAN, GALICIAN)
