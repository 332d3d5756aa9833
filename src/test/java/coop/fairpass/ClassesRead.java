package coop.fairpass;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * What Spring reads of our classes to find the objects of the program, kept by this JVM from one start to the next.
 *
 * <p>Classes do not change while tests run, and most tests with a database open the program or some of its rooms:
 * parsing the same classes again was a seventh of what its JVMs did. What is found among them, and how it is put
 * together, is worked out each time.
 */
public final class ClassesRead {

    /** Where Spring Boot keeps what it reads, unless it finds something there. */
    private static final String OF_SPRING_BOOT =
            "org.springframework.boot.autoconfigure.internalCachingMetadataReaderFactory";

    private static final DefaultResourceLoader KEPT = new DefaultResourceLoader();

    private ClassesRead() {}

    /** Gives a program what others have read, before it scans; what it reads besides is kept. */
    public static void giveTo(GenericApplicationContext context) {
        var kept = KEPT.getResourceCache(MetadataReader.class);
        var its = context.getResourceCache(MetadataReader.class);
        its.putAll(kept);
        context.addBeanFactoryPostProcessor(_ -> kept.putAll(its));
    }

    /** The same to a whole program: Spring Boot would read configurations into a place of its own. */
    public static void giveToSpringBoot(GenericApplicationContext context) {
        giveTo(context);
        context.registerBean(OF_SPRING_BOOT, MetadataReaderFactory.class, () -> new CachingMetadataReaderFactory(KEPT));
    }
}
