/** Looped methods on a whole screen. */
package org.jurigged.cli.loop;
