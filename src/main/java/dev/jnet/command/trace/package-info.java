/** {@code jnet trace}: reads options, and prints the routers on the path to each host. */
package dev.jnet.command.trace;
