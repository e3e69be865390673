/**
 * The search for the path MTU with segments on a TCP connection: their sequence numbers lie below
 * what the server has acknowledged, so no application sees them.
 */
package dev.jnet.mtu.segment;
