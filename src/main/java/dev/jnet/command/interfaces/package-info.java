/** {@code jnet interfaces}: this machine's interfaces, and the route to a host. */
package dev.jnet.command.interfaces;
