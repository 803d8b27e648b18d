package org.jurigged.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.project.Jdks;

/** The Java releases that programs are tried on. */
final class EachRelease {
    private static final List<Integer> RELEASES = List.of(17, 25);

    private EachRelease() {}

    /** What is done with a JDK. */
    interface Use {
        void with(Jdk jdk) throws IOException, InterruptedException;
    }

    /** Uses a JDK of each release, or of the one that is asked for; reports those that aren't here. */
    static void use(String bench, Lab lab, Report report, Use use) throws IOException, InterruptedException {
        for (int release : lab.options().jdk().map(List::of).orElse(RELEASES)) {
            Optional<Jdk> found = Jdks.find().stream()
                    .filter(jdk -> jdk.feature() == release && jdk.hasCompiler())
                    .findFirst();
            if (found.isEmpty()) {
                report.add(bench, "JDK " + release, "not on this machine");
            } else {
                use.with(found.get());
            }
        }
    }
}
