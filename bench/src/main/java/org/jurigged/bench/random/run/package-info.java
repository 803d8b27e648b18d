/** Random programs, edited in a live JVM and compared with a JVM that has no past. */
package org.jurigged.bench.random.run;
