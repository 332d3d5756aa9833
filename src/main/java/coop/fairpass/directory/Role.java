package coop.fairpass.directory;

/**
 * What a person or a program may do for an organisation; a right never comes from the person alone (domain §2, R-321).
 */
public enum Role {
    PAYER_BUYER,
    PAYER_ACCOUNTANT,
    DISTRIBUTOR_MANAGER,
    DISTRIBUTOR_AGENT,
    PROVIDER_ADMIN,
    PROVIDER_STAFF,
    LEGAL_REPRESENTATIVE,
    MEDIATOR,
    HUB,
    CONSULTANT,
    COOP_SALES,
    COOP_PRODUCTION,
    COOP_REVIEWER,
    COOP_CONTROLLER,
    TREASURER,
    COMMITTEE,
    BOARD,
    MEMBER,
    OPERATOR,
    PUBLISHER;

    /** Roles that only people of the cooperative that runs the instance can hold. */
    public boolean isOfTheCooperative() {
        return switch (this) {
            case COOP_SALES, COOP_PRODUCTION, COOP_REVIEWER, COOP_CONTROLLER, TREASURER, COMMITTEE, BOARD, OPERATOR ->
                true;
            case PAYER_BUYER,
                    PAYER_ACCOUNTANT,
                    DISTRIBUTOR_MANAGER,
                    DISTRIBUTOR_AGENT,
                    PROVIDER_ADMIN,
                    PROVIDER_STAFF,
                    LEGAL_REPRESENTATIVE,
                    MEDIATOR,
                    HUB,
                    CONSULTANT,
                    MEMBER,
                    PUBLISHER -> false;
        };
    }
}
