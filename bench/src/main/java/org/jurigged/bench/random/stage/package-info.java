/** What runs in the JVMs that generated programs run in; uses nothing but the JDK. */
package org.jurigged.bench.random.stage;
