package coop.fairpass.creditors;

import coop.fairpass.calendar.Paris;

/** What whoever opens the archive must know, without us: what each file says and how to verify the proof. */
final class ReadMe {

    private ReadMe() {}

    static String text(Debts debts) {
        return """
                CE QUI EST DÛ À CHACUN, ET LA PREUVE QUE L'ARGENT EST LÀ
                Arrêté au %s.

                LES FICHIERS
                %s
                    Ce qui est dû à chaque lieu, relevé par relevé, puis par mois sans relevé. Les frais sont à part.
                    D'un mois sans relevé, le dû est la valeur faciale ; les frais indiqués sont ceux qu'il aurait s'il était
                    arrêté maintenant, et ne sont pas encore déduits. Un montant négatif est dû par le lieu.
                %s
                    Chèques présentés dont une personne doit encore décider. Leur valeur est comptée avec les chèques en
                    circulation du commanditaire, pas avec le dû au lieu : ne l'ajoutez pas deux fois.
                %s
                    Ce que chaque commanditaire a payé et que personne n'a utilisé, par commande et par lot.
                %s
                    Sommes reçues au compte cantonné dont on ne sait pas encore de qui.
                %s
                    Les mêmes chiffres pour un programme.
                %s
                    Ce que contient le compte cantonné et ce qu'il doit couvrir, signé. Elle porte l'empreinte SHA-256
                    de chacun des fichiers ci-dessus : un seul chiffre changé se verrait.
                %s, cle-1.pem, …
                    Les clés publiques de l'instance. Comparez-les à celles que vous avez gardées, ou à celles publiées
                    à /.well-known/fairpass-keys.json : une clé trouvée ici seulement ne prouve rien.

                Tous les montants sont en centimes d'euro. Les tableaux sont en UTF-8, séparés par des points-virgules.
                Ce que disent les tableaux et ce que disent les livres : %s

                VÉRIFIER LA PREUVE SANS LA COOPÉRATIVE
                Avec openssl 3 (remplacez 1 par le numéro de clé écrit à la fin de la preuve) :
                  ( printf 'fairpass-text-v1\\n' ; sed '/^# Signature Ed25519/,$d' %s ) > message
                  sed -n 's/^# Signature Ed25519 : //p' %s | tr -d '\\r' | base64 -d > signature
                  openssl pkeyutl -verify -pubin -inkey cle-1.pem -rawin -in message -sigfile signature
                Puis chaque fichier, par son empreinte écrite dans la preuve :
                  sha256sum *.csv *.json
                """.formatted(
                        Paris.french(debts.at()),
                        DebtFile.CLAIMS,
                        DebtFile.HELD,
                        DebtFile.UNUSED,
                        DebtFile.PARKED,
                        DebtFile.ALL,
                        DebtFile.PROOF,
                        DebtFile.KEYS,
                        debts.isEqualToBooks()
                                ? "la même chose, au centime."
                                : "PAS la même chose. Voyez l'écart dans la preuve de fonds.",
                        DebtFile.PROOF,
                        DebtFile.PROOF);
    }
}
