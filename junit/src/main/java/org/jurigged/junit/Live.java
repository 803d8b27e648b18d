package org.jurigged.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Has a test class run again, in the JVM in which it ran, on every save that may change its results, when a person asks for
 * it.
 *
 * <p>Asked for is it by {@code -Djurigged.live} (the system property or JUnit configuration parameter {@code jurigged.live}
 * is empty or {@code true}); without that, and wherever the environment variable {@code CI} is set, the annotation does
 * nothing. When all tests of the run have ended, the JVM is then kept and made live: what is saved below the working
 * directory's project goes live in it, and the annotated classes of the run that it may concern run again. Their results are
 * printed to {@link System#err}; those of the run itself stay what they were. Enter, Ctrl-C, and the end of the JVM's
 * standard input end it. Maven's and Gradle's test JVMs talk with the build by that input, so there only Ctrl-C does.
 *
 * <p>Needs the {@code jurigged} command: the file that the system property or configuration parameter {@code
 * jurigged.command} names, the one of the installation that this class is in, or the one on the {@code PATH}.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(LiveExtension.class)
public @interface Live {}
