/** What runs inside the JVMs of a replay: the JDK and the JUnit platform's launcher are all it needs. */
package org.jurigged.bench.replay.target;
