// Greets whoever the event names, and says where it runs.
export const handler = async (event, context) => {
  console.log(`greeting ${event.name ?? "nobody"}`);
  return {
    greeting: `Hello, ${event.name ?? "world"}!`,
    from: `Node.js ${process.versions.node}`,
    memory: context.memoryLimitInMB,
    uid: process.getuid(),
  };
};
