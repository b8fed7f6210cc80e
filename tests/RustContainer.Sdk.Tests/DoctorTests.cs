using RustContainer.Sdk.Tests.Harness;

namespace RustContainer.Sdk.Tests;

public sealed class DoctorTests
{
    [EngineFact]
    [Trait("Needs", "engine")]
    public void The_doctor_tells_on_the_console_what_a_build_would_use_though_the_crate_is_broken()
    {
        using var folder = new TestFolder();
        folder.Write("app.rustproj", "<Project Sdk=\"RustContainer.Sdk\" />");
        folder.Write("Cargo.toml", "nonsense");

        var result = folder.DotNet("build", "-t:RustContainerDoctor").Succeeded();

        Assert.Contains("Answers: Docker Engine ", result.Output, StringComparison.Ordinal);
        Assert.Contains("A trial build went through", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_doctor_fails_with_the_error_of_a_build()
    {
        using var folder = new TestFolder();
        folder.Write("app.rustproj", """
            <Project Sdk="RustContainer.Sdk">
              <PropertyGroup>
                <BuildKitEndpoint>tcp://127.0.0.1:1</BuildKitEndpoint>
                <BuildKitTlsDirectory>certs</BuildKitTlsDirectory>
              </PropertyGroup>
            </Project>
            """);

        var error = folder.DotNet("build", "-t:RustContainerDoctor").SingleError("RUSTPROJ1040");

        Assert.Contains(folder.At("certs"), error.Text, StringComparison.Ordinal);
    }
}
