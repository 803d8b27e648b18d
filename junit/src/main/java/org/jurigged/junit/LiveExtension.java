package org.jurigged.junit;

import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Notes each class that is {@link Live}, and has the end of the run wait for saves. */
final class LiveExtension implements BeforeAllCallback {
    static final String LIVE = "jurigged.live";
    static final String COMMAND = "jurigged.command";

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<String> asked = context.getConfigurationParameter(LIVE);
        if (asked.filter(LiveExtension::isYes).isEmpty()) {
            return;
        }
        // What is in the root's store is closed when every test of the run has ended.
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(LiveExtension.class))
                .getOrComputeIfAbsent(
                        LiveRun.class,
                        key -> new LiveRun(new Commands(context.getConfigurationParameter(COMMAND))),
                        LiveRun.class)
                .add(context.getRequiredTestClass());
    }

    private static boolean isYes(String value) {
        return value.isBlank() || value.strip().equalsIgnoreCase("true");
    }
}
