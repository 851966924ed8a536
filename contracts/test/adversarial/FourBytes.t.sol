// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev The chain can hash a text to four bytes and no further: what those call, the target decides.
contract FourBytesTest is StackTest {
    /// @dev The residual by its name. The kit refuses a text that the target's ABI does not have (permissionText.test.ts);
    /// an owner who signs a text of his own hand against a contract of somebody else has no such help.
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
