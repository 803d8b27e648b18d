/**
 * The part of jurigged that is loaded into a program's JVM where there is no debug port for us.
 *
 * <p>It does what the controller asks, on threads of its own, and ends when the controller does. The controller's side is
 * {@code org.jurigged.controller.target.agent}; {@link org.jurigged.agent.Protocol} is what the two have in common.
 */
package org.jurigged.agent;
