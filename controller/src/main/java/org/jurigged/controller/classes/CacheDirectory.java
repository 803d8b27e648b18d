package org.jurigged.controller.classes;

import java.nio.file.Path;

/**
 * Says where this user's cache of jurigged lies.
 *
 * <p>It is the system property {@value #PROPERTY} if set, else {@code jurigged} below {@code XDG_CACHE_HOME} (which the
 * XDG base directory specification wants absolute: a relative one is ignored), else {@code .cache/jurigged} in the
 * user's home.
 */
public final class CacheDirectory {
    /** The system property that puts the cache elsewhere. */
    public static final String PROPERTY = "jurigged.cache";

    private CacheDirectory() {}

    /** Returns the cache's directory, absolute; it need not exist yet. */
    public static Path get() {
        return locate(
                System.getProperty(PROPERTY),
                System.getenv("XDG_CACHE_HOME"),
                Path.of(System.getProperty("user.home")));
    }

    static Path locate(String override, String xdgCacheHome, Path home) {
        if (override != null && !override.isBlank()) {
            return Path.of(override).toAbsolutePath();
        }
        if (xdgCacheHome != null && !xdgCacheHome.isBlank()) {
            Path xdg = Path.of(xdgCacheHome);
            if (xdg.isAbsolute()) {
                return xdg.resolve("jurigged");
            }
        }
        return home.resolve(".cache").resolve("jurigged").toAbsolutePath();
    }
}
