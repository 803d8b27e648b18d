/**
 * Tests that run again with each save: {@link org.jurigged.junit.Live} is for test classes. The rest runs tests in the JVM
 * that {@code jurigged test} keeps; it knows the JUnit of the project and nothing of jurigged.
 *
 * @since 0.1
 */
package org.jurigged.junit;
