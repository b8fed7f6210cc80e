using RustContainer.Cargo.Selection;
using RustContainer.Cargo.Workspaces;

namespace RustContainer.Replay;

internal sealed class CargoCheck(ReplayOptions options) : IDisposable
{
    public CompiledUnits Compile(CargoWorkspace workspace, ResolvedSelection selection) => new($"{options}{workspace}{selection}");
    public void Dispose() { }
}
