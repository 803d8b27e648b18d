package org.jurigged.controller.target;

import java.util.Optional;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.share.Multiplexer;

/** Lends the service thread where a debugger holds all others, and only there: it may be running code of the program's for a while. */
final class Lending implements ServiceThread.Lender {
    static final String MAKING = "Making jurigged's threads";
    private static final long SECONDS = 20;

    private final ServiceThread service;
    private final ThreadSource source;
    private final Optional<Multiplexer> shared;

    Lending(ServiceThread service, ThreadSource source, Optional<Multiplexer> shared) {
        this.service = service;
        this.source = source;
        this.shared = shared;
    }

    @Override
    public <T> T lend(ServiceThread.Work<T> work) throws JuriggedException {
        return shared.filter(Multiplexer::isHeldByGuests).isPresent()
                ? service.run(MAKING, SECONDS, work)
                : source.lend(work);
    }
}
