/** The prompt: what is typed goes to JShell, and what comes of it is shown as JShell's own tool does. */
package org.jurigged.cli.repl;
