/** {@code jnet trace}: options in, the routers on the way to each host out. */
package dev.jnet.command.trace;
