/** What runs the project's tests in a JVM of their own: it knows the JUnit platform of the project and nothing of ours. */
package org.jurigged.controller.testjvm;
