/** {@code jnet mtu}: reads options, and prints the path MTU to each host. */
package dev.jnet.command.mtu;
