package org.jurigged.controller.live;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jurigged.controller.session.ConformChoice;
import org.jurigged.controller.session.FrameOptions;
import org.jurigged.controller.session.SessionOptions;

/** Session options, changed one by one. */
public final class Settings {
    List<String> watch = List.of();
    List<String> excludes = List.of();
    Optional<Duration> poll = Optional.empty();
    public boolean onDemand;
    Optional<String> gate = Optional.empty();
    Optional<String> before = Optional.empty();
    Optional<String> after = Optional.empty();
    boolean sync;
    boolean run = true;
    boolean tellWatched;
    Optional<Charset> encoding = Optional.empty();
    public FrameOptions frames = FrameOptions.DEFAULT;
    ConformChoice conform = ConformChoice.ALL;

    SessionOptions in(Path directory) {
        return new SessionOptions(
                directory,
                watch,
                excludes,
                SessionOptions.SETTLE,
                poll,
                onDemand,
                gate,
                before,
                after,
                sync,
                run,
                tellWatched,
                encoding,
                conform,
                frames);
    }
}
