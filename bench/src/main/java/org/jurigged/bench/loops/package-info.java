/** Random programs of loops, edited in a live JVM while they run, and compared with an interpreter. */
package org.jurigged.bench.loops;
