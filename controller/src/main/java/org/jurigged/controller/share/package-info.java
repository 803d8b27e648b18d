/**
 * Several debuggers on one JVM: a JDWP multiplexer between the JVM's one debug connection and its clients.
 *
 * <p>Packets are passed on as they are; only what one client would do to another is understood: event requests, suspensions,
 * object ids, redefinitions. There is no JDI in here. The protocol is that of the JDWP specification.
 */
package org.jurigged.controller.share;
