/** What this machine's kernel sends and receives by its own sockets, beside injected probes. */
package dev.jnet.link.witness;
