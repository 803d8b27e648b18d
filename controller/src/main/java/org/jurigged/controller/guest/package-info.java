/**
 * What runs snippets in the program, in a class loader of its own there: it is unloaded when the prompt is closed.
 *
 * <p>Knows nothing but {@code java.base}. Its fields are read and written by the debugger, see
 * {@code org.jurigged.controller.target.Snippets}.
 */
package org.jurigged.controller.guest;
