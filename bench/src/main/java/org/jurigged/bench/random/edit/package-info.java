/** Edits of programs as values, and random ones. */
package org.jurigged.bench.random.edit;
