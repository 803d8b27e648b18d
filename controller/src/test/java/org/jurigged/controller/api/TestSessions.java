package org.jurigged.controller.api;

import java.util.Optional;
import org.jurigged.controller.session.LiveSession;

/** The API's view of a session that a test has opened itself. */
public final class TestSessions {
    private TestSessions() {}

    public static Session of(LiveSession session) {
        return new LocalSession(session, new LocalSession.Listeners(), Optional.empty());
    }
}
