/** What runs in the JVM whose loops are edited; it knows the JDK and nothing else. */
package org.jurigged.bench.loops.stage;
