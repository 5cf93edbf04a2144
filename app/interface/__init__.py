"""What other programs meet: tools over an assistant, offered over HTTP and MCP, to LangChain, and as a library."""
