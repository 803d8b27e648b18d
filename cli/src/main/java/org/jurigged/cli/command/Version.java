package org.jurigged.cli.command;

import picocli.CommandLine.IVersionProvider;

/** Tells our version and the Java we run on. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "jurigged " + (version == null ? "(built in place)" : version) + " on Java "
                + System.getProperty("java.version");
    }
}
