package coop.fairpass.backup;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * What an operator may say of backups, by {@code FAIRPASS_BACKUPS} and {@code FAIRPASS_BACKUPS_REHEARSAL}, {@code
 * _HOUR}, {@code _DAYS}, {@code _MONTHS}, {@code _LEAVE}.
 *
 * @param directory where backups are kept
 * @param rehearsal where one is brought back for a while; nothing else is there, for it is erased
 * @param hour of Paris at which a night’s backup is due
 * @param days of each of the last so many days that have one, the last backup is kept
 * @param months of each of the last so many months that have one, the first backup is kept
 * @param leave what must stay free on the disk whatever is written
 */
@Component
record BackupSettings(Path directory, Path rehearsal, int hour, int days, int months, DataSize leave) {

    // Said on the parameters and not on the components: a component’s field would be injected too when the context is
    // prepared ahead, and cannot be.
    BackupSettings(
            @Value("${fairpass.backups:${fairpass.home:data}/backups}") Path directory,
            @Value("${fairpass.backups.rehearsal:${fairpass.home:data}/rehearsal}") Path rehearsal,
            @Value("${fairpass.backups.hour:2}") int hour,
            @Value("${fairpass.backups.days:14}") int days,
            @Value("${fairpass.backups.months:12}") int months,
            @Value("${fairpass.backups.leave:512MB}") DataSize leave) {
        if (hour < 0 || hour > 23 || days < 1 || months < 0) {
            throw new IllegalArgumentException(
                    "FAIRPASS_BACKUPS_HOUR is an hour, _DAYS is 1 or more, _MONTHS is 0 or more");
        }
        this.directory = directory;
        this.rehearsal = rehearsal;
        this.hour = hour;
        this.days = days;
        this.months = months;
        this.leave = leave;
    }
}
