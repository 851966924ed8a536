// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {GasTest} from "./GasTest.sol";

/// @dev What validation takes in account and module, on chains with P256VERIFY and on chains that leave it to Solidity. As
/// a transaction of its own, so 21,000 and the calldata are in it.
/// forge-config: default.isolate = true
contract ValidationGasTest is GasTest {
    /// @dev ERC-7562: MAX_VERIFICATION_GAS of a mempool.
    uint256 private constant MEMPOOL_LIMIT = 500_000;

    function group() internal pure override returns (string memory) {
        return "validation";
    }

    function test_steady() public {
        _enable();
        assertLe(_validate("action", steady(address(counter), tick())), MEMPOOL_LIMIT);
    }

    function test_steady_withoutThePrecompile() public {
        _enable();
        _forgetPrecompile();
        assertLe(_validate("action, P-256 in Solidity", steady(address(counter), tick())), MEMPOOL_LIMIT);
    }

    /// @dev The account is there; the session begins with ten permissions.
    function test_first() public {
        assertLe(_validate("grant and first action", _first()), MEMPOOL_LIMIT);
    }

    /// @dev Above the limit of a shared mempool: 230,000 of it are P-256 in Solidity, 220,000 the words of ten permissions.
    /// On a chain without the precompile a grant is enabled by transaction, or names fewer functions.
    function test_first_withoutThePrecompile() public {
        PackedUserOperation memory op = _first();
        _forgetPrecompile();
        _validate("grant and first action, P-256 in Solidity", op);
    }

    function _enable() private {
        prepare(_first());
        prepare(steady(address(counter), tick()));
    }

    function _first() private view returns (PackedUserOperation memory) {
        return signFirst(operation(single(address(counter), 0, tick())), gameGrant());
    }

    function _forgetPrecompile() private {
        vm.mockCall(address(0x100), bytes(""), bytes(""));
    }

    /// @dev As the EntryPoint asks the account.
    function _validate(string memory name, PackedUserOperation memory op) private returns (uint256 used) {
        bytes memory data = abi.encodeWithSelector(account.validateUserOp.selector, op, entryPointHash(op), 0);
        vm.prank(address(entryPoint));
        (bool success, bytes memory answer) = address(account).call(data);
        used = note(name);
        assertTrue(success && uint160(uint256(bytes32(answer))) == 0, "valid");
    }
}
