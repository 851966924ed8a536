// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev The chain hashes a text to four bytes; what those four bytes call is up to the target.
contract FourBytesTest is StackTest {
    /// @dev The known residual risk. The kit refuses a text that is not in the target's ABI (permissionText.test.ts);
    /// an owner who writes the text by hand, for somebody else's contract, does not get this help.
    function test_fourByteCollision_isTheNamedResidual() public {
        Burnable token = new Burnable();
        string memory harmless = "collate_propagate_storage(bytes16)";
        assertEq(bytes4(keccak256(bytes(harmless))), Burnable.burn.selector, "two texts, one selector");
        Permission memory permission = permit(harmless);
        permission.target = address(token);
        Grant memory grant = grantOf(permission);
        bytes memory burn = single(address(token), 0, abi.encodeCall(Burnable.burn, (40)));
        handle(first(grant, burn, hint(0)));
        assertEq(token.burnt(), 40, "the other function was called");
        bytes memory mint = single(address(token), 0, abi.encodeCall(Burnable.mint, (1)));
        expectRefused(
            use(grant, mint, hint(0)),
            abi.encodeWithSelector(
                ISessionValidator.CallNotPermitted.selector, 0, address(token), Burnable.mint.selector
            )
        );
    }
}

contract Burnable {
    uint256 public burnt;

    function burn(uint256 amount) external {
        burnt += amount;
    }

    function mint(uint256 amount) external {
        burnt -= amount;
    }
}
