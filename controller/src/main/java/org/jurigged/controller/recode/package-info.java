/**
 * Patches as texts: a definition by its name, what a patch changes in a source file, and how it is written there. Knows
 * neither a JVM nor a session.
 */
package org.jurigged.controller.recode;
