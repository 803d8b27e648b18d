/** JShell in a running program: its snippets are compiled here and run there. */
package org.jurigged.controller.repl;
