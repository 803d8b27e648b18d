package org.jurigged.controller.api;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jurigged.controller.session.FrameOptions;
import org.jurigged.controller.session.SessionOptions;

/**
 * How a session watches and when it applies. Immutable; each method returns a changed copy.
 *
 * @param directory where the project is looked for
 * @param watch files, directories or globs to watch besides the project's source roots, relative to the directory
 * @param excludes globs of files and directories to leave out, besides the usual ones
 * @param isOnDemand whether saves wait for {@link Session#apply}
 * @param encoding of the sources; the project's own when empty
 * @param isMoving whether running loops go on in their new code at their next turn
 * @param isRestarting whether other running methods that change begin again with their arguments
 * @since 0.1
 */
public record Settings(
        Path directory,
        List<String> watch,
        List<String> excludes,
        boolean isOnDemand,
        Optional<Charset> encoding,
        boolean isMoving,
        boolean isRestarting) {
    /**
     * Makes the directory absolute and copies the lists.
     *
     * @param directory as above
     * @param watch as above
     * @param excludes as above
     * @param isOnDemand as above
     * @param encoding as above
     * @param isMoving as above
     * @param isRestarting as above
     */
    public Settings {
        directory = directory.toAbsolutePath().normalize();
        watch = List.copyOf(watch);
        excludes = List.copyOf(excludes);
        Objects.requireNonNull(encoding, "encoding");
    }

    /**
     * {@return settings for a project}
     *
     * @param directory the project's, or one below it
     */
    public static Settings in(Path directory) {
        return new Settings(directory, List.of(), List.of(), false, Optional.empty(), true, false);
    }

    /**
     * {@return settings that watch these besides the project's source roots}
     *
     * @param paths files, directories or globs
     */
    public Settings watching(String... paths) {
        return new Settings(directory, List.of(paths), excludes, isOnDemand, encoding, isMoving, isRestarting);
    }

    /**
     * {@return settings that leave these out}
     *
     * @param globs of files and directories
     */
    public Settings excluding(String... globs) {
        return new Settings(directory, watch, List.of(globs), isOnDemand, encoding, isMoving, isRestarting);
    }

    /** {@return settings whose saves wait for {@link Session#apply}} */
    public Settings onDemand() {
        return new Settings(directory, watch, excludes, true, encoding, isMoving, isRestarting);
    }

    /**
     * {@return settings for sources in an encoding}
     *
     * @param charset the encoding
     */
    public Settings encodedAs(Charset charset) {
        return new Settings(directory, watch, excludes, isOnDemand, Optional.of(charset), isMoving, isRestarting);
    }

    /**
     * Returns settings that leave running loops in their old code.
     *
     * @return a changed copy
     */
    public Settings leavingLoops() {
        return new Settings(directory, watch, excludes, isOnDemand, encoding, false, isRestarting);
    }

    /**
     * Returns settings with which running methods that change, and are in no loop that goes on in its new code, begin again
     * with their arguments. What they have done is done again.
     *
     * @return a changed copy
     */
    public Settings restartingFrames() {
        return new Settings(directory, watch, excludes, isOnDemand, encoding, isMoving, true);
    }

    SessionOptions options() {
        return new SessionOptions(
                directory,
                watch,
                excludes,
                SessionOptions.SETTLE,
                Optional.empty(),
                isOnDemand,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                true,
                encoding,
                SessionOptions.in(directory).conform(),
                new FrameOptions(isMoving, isRestarting));
    }
}
