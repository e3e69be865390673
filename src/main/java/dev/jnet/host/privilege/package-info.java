/**
 * What this process may do, and how it gives that up: capabilities, also those of the threads that
 * the JVM has made. The handlers in machine code have their sources beside them.
 */
package dev.jnet.host.privilege;
