/**
 * The form that the latest classes take in a JVM that keeps the schema it loaded: where each member has its place, and how
 * code is rewritten to find it there.
 *
 * <p>Internal to the module; {@link org.jurigged.reshape.Reshaper} is the door.
 */
package org.jurigged.reshape.form;
