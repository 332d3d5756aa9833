package coop.fairpass.desk;

import coop.fairpass.directory.Actor;
import coop.fairpass.privacy.Traces;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Effacer ce qui est gardé d’une personne sans compte, à sa demande. */
@Component
class EraseTrace {

    private final List<Traces> rooms;

    EraseTrace(List<Traces> rooms) {
        this.rooms = List.copyOf(rooms);
    }

    /** False when nothing is there any more, or what is there must stay. */
    @Transactional
    public boolean handle(String room, UUID id, Actor by) {
        return rooms.stream().filter(one -> one.room().equals(room)).anyMatch(one -> one.erase(id, by.reference()));
    }
}
