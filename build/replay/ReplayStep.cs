namespace RustContainer.Replay;

/// <summary>What one commit did.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Before">The forms of the last commit that could be read.</param>
/// <param name="After">The forms of this one; <see langword="null"/> where it could not be read.</param>
/// <param name="Failure">Why it could not be read; else <see langword="null"/>.</param>
internal sealed record ReplayStep(GitCommit Commit, Forms? Before, Forms? After, string? Failure)
{
    public bool MovesRaw => Moves(forms => forms.Raw);

    public bool MovesRecipe => Moves(forms => forms.Recipe);

    public bool MovesRecipeOfBin => Moves(forms => forms.RecipeOfBin);

    public bool MovesKey => Moves(forms => forms.Key.Sha256);

    /// <summary>Whether cargo would compile something else than before.</summary>
    public bool MovesCompiled => Moves(forms => forms.Compiled?.Text);

    private bool Moves(Func<Forms, string?> form) => Before is not null && After is not null && form(Before) != form(After);
}
