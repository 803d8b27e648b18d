/** Measures what jurigged costs; {@code docs/performance.md} says how each number comes about. */
package org.jurigged.bench;
