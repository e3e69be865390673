/** What carries the messages of a mesh: NATS, or a bus within this process. */
package dev.jnet.mesh.bus;
